import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { AttentionItem } from '@/kit/attention.ts'
import { useServers } from '@/kit/connections.ts'
import { useJoined } from '@/kit/joined.ts'
import { useFormat, type Format } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { clientHref, fleetHref } from '../paths.ts'
import { clients } from '../queries.ts'
import { usePendingWrites } from '../queriesPending.ts'
import type { Finding } from '../schema/findings.ts'
import { overwrittenFindings } from '../schema/overwrittenFindings.ts'
import { clientNameInSentence } from './clientName.ts'

/** So many of one fleet; what is beyond them is counted in one more. */
const ITEMS_AT_MOST = 20

/** What of the fleet needs a person, as of the last answer: a fleet that cannot be asked is not a silent one. */
export function useAttention(): readonly AttentionItem[] {
  const servers = useServers('gpuf')
  const { rows } = useJoined(servers, clients)
  const writes = usePendingWrites((state) => state.byServer)
  const inWords = useFindingText()

  const found = useMemo(
    () =>
      // What was found before this page was loaded may be over.
      rows
        .filter(({ isKept = false }) => !isKept)
        .map(({ at, data }) => {
          const overwritten = overwrittenFindings(data.table, writes[at.id] ?? [])
          const { first, count } = data.summary.findings
          return {
            at,
            found: [...first, ...overwritten],
            count: count + overwritten.length,
            clockOffsetMs: data.clockOffsetMs,
          }
        }),
    [rows, writes],
  )
  return useMemo(
    () =>
      found.flatMap(({ at, found: all, count, clockOffsetMs }) => {
        const items = all.slice(0, ITEMS_AT_MOST).map((finding) => inWords(at.id, finding, clockOffsetMs))
        const more = count - items.length
        return more > 0 ? [...items, inWords(at.id, { kind: 'more', count: more }, 0)] : items
      }),
    [found, inWords],
  )
}

type Told = Finding | { readonly kind: 'more'; readonly count: number }

function useFindingText(): (server: string, finding: Told, clockOffsetMs: number) => AttentionItem {
  const t = useTranslations('fleetCard.attention')
  const f = useFormat()
  return useMemo(() => (server, finding, clockOffsetMs) => tell(t, f, server, finding, clockOffsetMs), [t, f])
}

function tell(
  t: ReturnType<typeof useTranslations<'fleetCard.attention'>>,
  f: Format,
  server: string,
  finding: Told,
  clockOffsetMs: number,
): AttentionItem {
  const id = (about: string) => `gpuf/${server}/${about}`
  // Not `since`: when the status was set, the server does not tell.
  const lastHeard = (at: number | null) =>
    at === null ? {} : { detail: t('lastHeard', { time: f.dateTime(at - clockOffsetMs) }) }
  switch (finding.kind) {
    case 'pipeline':
      return {
        id: id(`pipeline/${finding.since}`),
        severity: 'critical',
        title: t('pipeline.title', { count: finding.count }),
        detail: t('pipeline.detail'),
        since: finding.since - clockOffsetMs,
        href: fleetHref({ seen: 'silent' }),
      }
    case 'error':
      return {
        id: id(`client/${finding.client.id}/error`),
        severity: 'critical',
        title: t('error', { name: clientNameInSentence(finding.client) }),
        ...lastHeard(finding.client.lastOnline),
        href: clientHref(finding.client.id),
      }
    case 'silent':
      return {
        id: id(`client/${finding.client.id}/silent`),
        severity: 'warning',
        title: t('silent.title', { name: clientNameInSentence(finding.client) }),
        detail: t('silent.detail', { status: inSentence(finding.client.status, 40) }),
        since: finding.since - clockOffsetMs,
        href: clientHref(finding.client.id),
      }
    case 'disk':
      return {
        id: id(`client/${finding.client.id}/disk`),
        severity: 'warning',
        title: t('disk', {
          name: clientNameInSentence(finding.client),
          percent: f.percent(finding.client.storage),
        }),
        href: clientHref(finding.client.id),
      }
    case 'overwritten':
      return {
        id: id(`client/${finding.client.id}/overwritten`),
        severity: 'notice',
        title: t('overwritten.title', { name: clientNameInSentence(finding.client) }),
        detail: t('overwritten.detail', { status: inSentence(finding.by, 40) }),
        href: clientHref(finding.client.id),
      }
    default:
      return {
        id: id('more'),
        severity: 'warning',
        title: t('more', { count: finding.count }),
        href: fleetHref({ warn: 'any' }),
      }
  }
}
