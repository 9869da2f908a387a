import { Link, useRouter } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'

interface HrefLinkProps extends Pick<ComponentProps<'a'>, 'className' | 'aria-label'> {
  /** An address inside the console, without the base path: `/fleet?status=offline`. */
  readonly href: string
  readonly children: ReactNode
}

/** A link to an address that was put together elsewhere, as by a backend for what needs attention. */
export function HrefLink({ href, children, ...anchor }: HrefLinkProps): ReactNode {
  const router = useRouter()
  const { pathname, search, hash } = new URL(href, 'http://console.invalid')
  return (
    <Link to={pathname} search={router.options.parseSearch(search)} hash={hash.slice(1)} {...anchor}>
      {children}
    </Link>
  )
}
