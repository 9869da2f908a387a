import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useSampled } from '../../sampling/samplingPlan.ts'
import { useSamplingStatus } from '../../sampling/samplingWork.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  /** The browser did not let the console read what it kept. */
  readonly isRefused: boolean
}

/** What keeps samples from being taken or kept, in words. */
export function SamplingTroubles({ at, id, isRefused }: Props): ReactNode {
  const t = useTranslations('client.sampling')
  const f = useFormat()
  const { storage, silentServers, refusedClients } = useSamplingStatus()
  const isOn = useSampled(at).some((one) => one.id === id)
  const silentSince = silentServers[at.id]
  const refusedSince = refusedClients[`${at.id}/${id}`]
  const words = [
    isRefused ? t('unreadable') : null,
    storage === null
      ? null
      : t(storage.kind === 'full' ? 'full' : 'noStorage', { since: f.dateTime(storage.since), lost: storage.lost }),
    isOn && silentSince !== undefined
      ? t('silent', { server: inSentence(at.label), since: f.dateTime(silentSince) })
      : null,
    isOn && silentSince === undefined && refusedSince !== undefined
      ? t('refused', { since: f.dateTime(refusedSince) })
      : null,
  ].filter((text) => text !== null)
  if (words.length === 0) return null
  return (
    <ul role="status" className="rounded-md border border-line border-s-2 border-s-warn px-3 py-2 text-sm">
      {words.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
