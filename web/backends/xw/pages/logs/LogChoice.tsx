import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { ConditionBadge } from '../instances/ConditionBadge.tsx'
import type { InstanceRow } from '../instances/useInstanceRows.ts'
import { logId } from './useLogTargets.ts'

interface Props {
  readonly rows: readonly InstanceRow[]
  readonly onChoose: (id: string) => void
}

/** Whose log to begin with. */
export function LogChoice({ rows, onChoose }: Props) {
  const t = useTranslations('logs')
  return (
    <Panel title={t('choose')} padded={false}>
      <ul className="divide-y divide-line">
        {rows.map(({ at, instance, condition, isKept }) => (
          <li key={`${at.id}/${instance.id}`}>
            <button
              type="button"
              aria-label={t('open', { name: inSentence(instance.alias), server: inSentence(at.label) })}
              onClick={() => onChoose(logId(at, instance.alias))}
              className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-start text-sm hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="font-medium text-accent">
                <ServerText text={instance.alias} max={60} />
              </span>
              <span className="text-ink-2">{at.label}</span>
              <span className="ms-auto">
                <ConditionBadge condition={condition} rawState={instance.rawState} isKept={isKept} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
