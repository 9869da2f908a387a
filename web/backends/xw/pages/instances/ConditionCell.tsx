import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { startKey, useMemory } from '../../queries.ts'
import { useTypicalLoad } from '../../starts/startTimes.ts'
import { ConditionBadge } from './ConditionBadge.tsx'
import type { InstanceRow } from './useInstanceRows.ts'

/** The server calls the exit of what was stopped on purpose unexpected: that is no error. */
export function errorOf({ condition, instance }: Pick<InstanceRow, 'condition' | 'instance'>): string | null {
  return condition.kind === 'stopped' && instance.exitCode !== null ? null : instance.error
}

/** What an instance does, how long that typically takes, and since when it is silent. */
export function ConditionCell({ at, instance, condition, isKept }: InstanceRow) {
  const error = errorOf({ condition, instance })
  return (
    <span className="flex min-w-0 flex-col">
      <ConditionBadge condition={condition} rawState={instance.rawState} isKept={isKept} />
      {condition.kind === 'loading' && <Typically server={at.id} modelId={instance.modelId} engine={instance.engine} />}
      {condition.kind === 'not-answering' && <SilentSince at={at} instance={instance} />}
      {/* Where there is no room for its column. */}
      {error !== null && (
        <span title={inSentence(error, 600)} className="max-w-28 truncate text-xs text-ink-3 min-[1600px]:hidden">
          <ServerText text={error} max={160} />
        </span>
      )}
    </span>
  )
}

function Typically(name: { readonly server: string; readonly modelId: string; readonly engine: string }) {
  const t = useTranslations('starts.table')
  const f = useFormat()
  const typical = useTypicalLoad(name)
  if (typical === null) return null
  return <span className="text-xs text-ink-3 tabular-nums">{t('typically', { duration: f.duration(typical) })}</span>
}

function SilentSince({ at, instance }: Pick<InstanceRow, 'at' | 'instance'>) {
  const t = useTranslations('starts.table')
  const f = useFormat()
  const now = useNow(1000)
  const since = useMemory(({ silent }) => silent[startKey(at, instance)])
  if (since === undefined) return null
  return (
    <span title={t('silentSince', { time: f.dateTime(since) })} className="text-xs text-ink-3 tabular-nums">
      {t('silentFor', { duration: f.duration(Math.max(0, now - since)) })}
    </span>
  )
}
