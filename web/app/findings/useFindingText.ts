import { useTranslations } from 'use-intl'
import { useCallback } from 'react'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Finding } from './finding.ts'

interface FindingText {
  readonly title: string
  /** What it does, and what to check. */
  readonly detail: string
}

export function useFindingText(): (finding: Finding) => FindingText {
  const t = useTranslations('manyServers.findings')
  const f = useFormat()
  return useCallback(
    (finding: Finding): FindingText => {
      const nameOf = ({ label }: Endpoint) => inSentence(label, 60)
      switch (finding.kind) {
        case 'same-server': {
          const [first, ...others] = finding.servers.map(nameOf)
          return {
            title: t('sameServer', { names: f.list(finding.servers.map(nameOf)), name: inSentence(finding.name, 60) }),
            detail: t('sameServerDetail', { first: first ?? '', others: f.list(others) }),
          }
        }
        case 'same-name':
          return {
            title: t('sameName', { names: f.list(finding.servers.map(nameOf)), name: inSentence(finding.name, 60) }),
            detail: t('sameNameDetail'),
          }
        case 'other-name': {
          const names = { name: nameOf(finding.at), other: nameOf(finding.other) }
          return { title: t('otherName', names), detail: t('otherNameDetail', names) }
        }
        case 'changed-name': {
          const [was, now] = [finding.was, finding.now].map((name) => inSentence(name, 60))
          const names = { name: nameOf(finding.at), was: was ?? '', now: now ?? '' }
          return { title: t('changedName', names), detail: t('changedNameDetail', names) }
        }
        case 'clock':
        case 'browser-clock': {
          const by = f.duration(Math.abs(finding.offsetMs))
          const way = finding.offsetMs > 0 ? 'ahead' : 'behind'
          if (finding.kind === 'clock') {
            return { title: t('clock', { name: nameOf(finding.at), by, way }), detail: t('clockDetail') }
          }
          // Theirs are ahead of it: it is behind.
          return {
            title: t('browserClock', { by, way: way === 'ahead' ? 'behind' : 'ahead' }),
            detail: t('browserClockDetail'),
          }
        }
        case 'buffered':
          return { title: t('buffered', { name: nameOf(finding.at) }), detail: t('bufferedDetail') }
        case 'no-connection':
          return {
            title: t('noConnection', { address: location.host }),
            detail: t('noConnectionDetail', { streams: finding.streams, tabs: finding.tabs }),
          }
      }
    },
    [t, f],
  )
}
