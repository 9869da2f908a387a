import { Link, useRouter } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

interface Props extends Pick<ComponentProps<'a'>, 'className' | 'aria-label' | 'title'> {
  /** An address inside the console, without the base path, as `paths.ts` makes them. */
  readonly href: string
  readonly children?: ReactNode
}

/** A link to a page that is named by its address. */
export function AddressLink({ href, children, ...anchor }: Props): ReactNode {
  const router = useRouter()
  const { pathname, search } = new URL(href, 'http://console.invalid')
  return (
    <Link to={pathname} search={router.options.parseSearch(search)} {...anchor}>
      {children}
    </Link>
  )
}
