import { useTranslations } from 'use-intl'
import { useShallow } from 'zustand/react/shallow'
import type { AttentionItem } from '@/kit/attention.ts'
import { useServers } from '@/kit/connections.ts'
import { useJoined } from '@/kit/joined.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { useNow } from '@/kit/now.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useCardAttention } from '../cards/cardAttention.ts'
import { instancesHref, modelHref, pullsHref, serverHref } from '../paths.ts'
import type { PullPhaseKind, PullState } from '../pulls/pullState.ts'
import { usePulls } from '../pulls/pullStore.ts'
import { type ForeignDownload, useForeignDownloads } from '../pulls/useForeignDownloads.ts'
import { health, instances } from '../queries.ts'
import type { Health } from '../schema/health.ts'
import { isStopCode } from '../schema/instance.ts'
import { useConditionOf } from './conditions.ts'
import type { InstanceRow } from './instances/useInstanceRows.ts'

/** That somebody else pulls a model is no news at first. */
const noticedAfterMs = 15 * 60_000
/** A download that nobody here is pulling is worth a warning only when it takes longer than any honest one. */
const stuckAfterMs = 2 * 60 * 60_000

/** What of the xw servers needs a person: their own health, instances, downloads and pulls. Not whether they answer. */
export function useAttention(): readonly AttentionItem[] {
  const servers = useServers('xw')
  const healths = useJoined(servers, health)
  const lists = useJoined(servers, instances)
  const foreign = useForeignDownloads()
  const conditionOf = useConditionOf(10_000)
  const itemOf = useItems(servers)
  const cards = useCardAttention(({ items }) => items)
  const troubled = usePulls(useShallow(({ own }) => own.filter(({ phase }) => isTroubled(phase.kind))))

  return [
    ...cards,
    ...healths.rows.filter(isLive).flatMap(({ at, data }) => itemOf.health(at, data)),
    ...lists.rows
      .filter(isLive)
      .flatMap(({ at, data }) =>
        data.flatMap((instance) => itemOf.instance({ at, instance, condition: conditionOf(at, instance) })),
      ),
    ...foreign.flatMap((download) => itemOf.downloading(download)),
    ...troubled.flatMap((pull) => itemOf.pull(pull)),
  ]
}

/** What was the matter before this page was loaded may be over. */
function isLive({ isKept = false }: { readonly isKept?: boolean }): boolean {
  return !isKept
}

const troubles: ReadonlySet<PullPhaseKind> = new Set(['failed', 'stalled', 'stale-lock', 'held-elsewhere'])

function isTroubled(kind: PullPhaseKind): boolean {
  return troubles.has(kind)
}

function useItems(servers: readonly Endpoint[]) {
  const t = useTranslations('instances.attention')
  const f = useFormat()
  const now = useNow(30_000)

  return {
    health(at: Endpoint, { status, message }: Health): AttentionItem[] {
      if (status === 'healthy') return []
      const server = inSentence(at.label)
      const known = status === 'degraded' || status === 'unhealthy'
      return [
        {
          id: `xw/${at.id}/health`,
          severity: status === 'unhealthy' ? 'critical' : 'warning',
          title: known ? t(status, { server }) : t('odd', { server, status: inSentence(status) }),
          href: serverHref(at.id),
          ...(message === null ? {} : { detail: message }),
        },
      ]
    },

    instance({ at, instance, condition }: InstanceRow): AttentionItem[] {
      const names = { name: inSentence(instance.alias), server: inSentence(at.label) }
      const item = (severity: AttentionItem['severity'], title: string): AttentionItem[] => [
        {
          id: `xw/${at.id}/instance/${instance.id}/${condition.kind}`,
          severity,
          title,
          detail: instance.error ?? t('serves', { model: inSentence(instance.modelId) }),
          href: instancesHref({ server: at.id, q: instance.alias }),
        },
      ]
      if (condition.kind === 'not-answering') return item('critical', t('notAnswering', names))
      if (condition.kind === 'error') return item('warning', t('failed', names))
      if (condition.kind !== 'exited') return []
      const code = String(condition.code)
      // Most likely somebody stopped it with the server's own tool.
      if (isStopCode(condition.code)) return item('notice', t('exitedQuietly', { ...names, code }))
      return item('critical', t('exited', { ...names, code }))
    },

    downloading({ at, model: id, seenAt }: ForeignDownload): AttentionItem[] {
      const names = { model: inSentence(id), server: inSentence(at.label) }
      if (seenAt === null || now - seenAt < noticedAfterMs) return []
      const isStuck = now - seenAt > stuckAfterMs
      return [
        {
          id: `xw/${at.id}/downloading/${id}`,
          severity: isStuck ? 'warning' : 'notice',
          title: isStuck ? t('stuck', { ...names, duration: f.duration(now - seenAt) }) : t('downloading', names),
          detail: isStuck ? t('stuckDetail') : t('downloadingDetail'),
          href: modelHref(id, at.id),
          since: seenAt,
        },
      ]
    },

    pull({ server, model, phase, key }: PullState): AttentionItem[] {
      const label = servers.find(({ id }) => id === server)?.label ?? server
      const names = { model: inSentence(model), server: inSentence(label) }
      const item = (severity: AttentionItem['severity'], title: string, more: Partial<AttentionItem> = {}) => [
        { id: `xw/pull/${key}/${phase.kind}`, severity, title, href: pullsHref(), ...more },
      ]
      switch (phase.kind) {
        case 'failed':
          return item('warning', t('pullFailed', names), {
            since: phase.at,
            ...(phase.reason.kind === 'server-said' ? { detail: phase.reason.words } : {}),
          })
        case 'stalled':
          return item('warning', t('pullStalled', names), { since: phase.since })
        case 'stale-lock':
          return item(
            'warning',
            t('pullStaleLock', names),
            phase.lock.path === null ? {} : { detail: t('lockPath', { path: inSentence(phase.lock.path, 200) }) },
          )
        case 'held-elsewhere':
          return item('notice', t('pullHeld', names))
        default:
          return []
      }
    },
  }
}
