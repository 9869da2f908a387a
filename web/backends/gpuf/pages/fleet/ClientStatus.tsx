import type { ReactNode } from 'react'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import type { ClientStatus as KnownStatus } from '../../schema/client.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { WriteNote } from '../changes/WriteNote.tsx'
import { knownStatus, useStatusText } from '../statusText.ts'

const tones = {
  active: 'good',
  online: 'good',
  offline: 'idle',
  maintenance: 'warn',
  error: 'bad',
} as const satisfies Record<KnownStatus, Tone>

/** A client's status, and what has become of a value that was written here. */
export function ClientStatus({ client }: { readonly client: ShownClient }): ReactNode {
  const words = useStatusText()
  const known = knownStatus(client.status)
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <StatusBadge tone={known ? tones[known] : 'idle'}>
        <ServerText text={words(client.status)} />
      </StatusBadge>
      {client.mark && <WriteNote mark={client.mark} />}
    </span>
  )
}
