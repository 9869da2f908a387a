import { Link } from '@tanstack/react-router'
import type { Endpoint } from '@/net/endpoint.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'

interface Props {
  readonly at: Endpoint
  readonly className?: string
}

/** A server's name, leading to its page. */
export function ServerLink({ at, className = quietLinkClass }: Props) {
  return (
    <Link to="/xw/$server" params={{ server: at.id }} className={className}>
      <ServerText text={at.label} max={40} />
    </Link>
  )
}
