import type { ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  readonly as?: 'span' | 'div' | 'h1' | 'h2' | 'h3'
  readonly id?: string
}

/** Text for those who listen to the page. */
export function VisuallyHidden({ children, as: Element = 'span', ...rest }: Props) {
  return (
    <Element className="sr-only" {...rest}>
      {children}
    </Element>
  )
}
