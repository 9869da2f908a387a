import { Component } from 'react'
import type { ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  /** What stands in the place of children that threw; `again` draws them anew. */
  readonly fallback: (error: unknown, again: () => void) => ReactNode
}

type State = { readonly fault: null } | { readonly fault: { readonly error: unknown } }

/** Keeps a fault of the console from taking more with it than what is inside. */
export class FaultBoundary extends Component<Props, State> {
  override readonly state: State = { fault: null }

  static getDerivedStateFromError(error: unknown): State {
    return { fault: { error } }
  }

  private readonly again = () => this.setState({ fault: null })

  override render(): ReactNode {
    const { fault } = this.state
    return fault === null ? this.props.children : this.props.fallback(fault.error, this.again)
  }
}
