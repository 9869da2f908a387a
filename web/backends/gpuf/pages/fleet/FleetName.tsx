import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cx } from '@/ui/cx.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { paths } from '../../paths.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { clientName } from '../clientName.ts'
import { ClientStatus } from './ClientStatus.tsx'

interface Props {
  readonly client: ShownClient
  /** Another client is called the same: the id tells them apart. */
  readonly isRepeated: boolean
  /** Where there is one column only: status and this stand below the name. */
  readonly below?: ReactNode
}

/** A name of a server in one line, with the whole of it as a hint where it may be cut. */
export function FleetName({ client, isRepeated, below }: Props): ReactNode {
  const name = clientName(client)
  const hasName = client.name.trim() !== ''
  const line = (
    <span className="flex min-w-0 items-baseline gap-2">
      <Link
        to={paths.client}
        params={{ client: client.id }}
        className={cx(quietLinkClass, 'min-w-0 truncate')}
        title={name.length > 24 ? name.slice(0, 500) : undefined}
      >
        <ServerText text={name} mono={!hasName} />
      </Link>
      {hasName && isRepeated && (
        <span title={client.id} className="shrink-0 font-mono text-xs text-ink-3">
          {client.id.slice(0, 8)}
        </span>
      )}
    </span>
  )
  if (below === undefined) return line
  return (
    <span className="flex min-w-0 flex-col gap-0.5 py-1">
      {line}
      <span className="flex min-w-0 items-center justify-between gap-3 text-xs">
        <ClientStatus client={client} />
        <span className="shrink-0 text-sm">{below}</span>
      </span>
    </span>
  )
}
