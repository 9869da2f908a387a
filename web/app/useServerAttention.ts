import { useTranslations } from 'use-intl'
import type { AttentionItem } from '@/kit/attention.ts'
import { useConnections } from '@/kit/connections.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import type { Reachability } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'

/** So many are told one by one; where more are silent, it is most likely one failure. */
const oneByOne = 3
/** As many names as are read at a glance. */
const named = 5

/** Servers that cannot be spoken to: what the backends cannot report, because nobody tells them anything. */
export function useServerAttention(): readonly AttentionItem[] {
  const t = useTranslations('overview.attention')
  const f = useFormat()
  const problemText = useProblemText()
  const servers = useConnections((state) => state.servers)
  const reachabilities = useReachabilityOfAll(servers)

  const title = (label: string, { state, downSince }: Reachability): string | undefined => {
    // Of a hundred servers nearly all are well, and their names are not made fit for a sentence each time.
    if (state === 'up' || state === 'unknown') return undefined
    const name = inSentence(label)
    switch (state) {
      case 'down':
        return downSince === null ? t('down', { name }) : t('downSince', { name, time: f.timeWithZone(downSince) })
      case 'refusing':
        return t('refusing', { name })
      case 'sign-in':
        return t('signIn', { name })
    }
  }

  const silent = servers.filter((_, index) => reachabilities[index]?.state === 'down')
  const isMany = silent.length > oneByOne
  const downSince = reachabilities.flatMap((one) => (one.state === 'down' ? (one.downSince ?? []) : []))
  const allSilent: AttentionItem = {
    id: 'server/down',
    severity: 'critical',
    title: t('downMany', { count: silent.length }),
    detail: `${f.list(silent.slice(0, named).map(({ label }) => inSentence(label, 40)))}${silent.length > named ? ' …' : ''}`,
    href: '/settings',
    ...(downSince.length === 0 ? {} : { since: Math.min(...downSince) }),
  }

  const others = servers.flatMap((at, index): AttentionItem[] => {
    const reachability = reachabilities[index]
    if (isMany && reachability?.state === 'down') return []
    const text = reachability && title(at.label, reachability)
    if (reachability === undefined || text === undefined) return []
    const { lastProblem, downSince, state } = reachability
    return [
      {
        id: `server/${at.kind}/${at.id}/${state}`,
        severity: state === 'down' ? 'critical' : 'warning',
        title: text,
        href: '/settings',
        ...(lastProblem === null ? {} : { detail: problemText(lastProblem).what }),
        ...(downSince === null ? {} : { since: downSince }),
      },
    ]
  })
  return isMany ? [allSilent, ...others] : others
}
