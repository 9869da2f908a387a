import { useTranslations } from 'use-intl'
import type { AttentionItem } from '@/kit/attention.ts'
import { useConnections } from '@/kit/connections.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import type { Reachability } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'

/** Servers that cannot be spoken to: what the backends cannot report, because nobody tells them anything. */
export function useServerAttention(): readonly AttentionItem[] {
  const t = useTranslations('overview.attention')
  const f = useFormat()
  const problemText = useProblemText()
  const servers = useConnections((state) => state.servers)
  const reachabilities = useReachabilityOfAll(servers)

  const title = (name: string, { state, downSince }: Reachability): string | undefined => {
    switch (state) {
      case 'down':
        return downSince === null ? t('down', { name }) : t('downSince', { name, time: f.timeWithZone(downSince) })
      case 'refusing':
        return t('refusing', { name })
      case 'sign-in':
        return t('signIn', { name })
      case 'up':
      case 'unknown':
        return undefined
    }
  }

  return servers.flatMap((at, index): AttentionItem[] => {
    const reachability = reachabilities[index]
    const text = reachability && title(inSentence(at.label), reachability)
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
}
