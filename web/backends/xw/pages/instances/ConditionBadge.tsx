import { useTranslations } from 'use-intl'
import { LastKnown } from '@/kit/LastKnown.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { VisuallyHidden } from '@/ui/VisuallyHidden.tsx'
import type { InstanceCondition } from '../../schema/instance.ts'
import { conditionTone } from '../conditions.ts'

interface Props {
  readonly condition: InstanceCondition
  readonly rawState: string
  readonly isKept?: boolean | undefined
}

/** What an instance does, in our words; the server's own word is one hover away, and read out. */
export function ConditionBadge({ condition, rawState, isKept = false }: Props) {
  const t = useTranslations('instances')
  const words = useConditionWords()
  const raw = t('raw', { state: inSentence(rawState) })
  return (
    <span title={raw} className="inline-flex max-w-full">
      <LastKnown when={isKept}>
        <StatusBadge tone={conditionTone[condition.kind]} className="tabular-nums">
          {words(condition)}
        </StatusBadge>
      </LastKnown>
      <VisuallyHidden>. {raw}</VisuallyHidden>
    </span>
  )
}

export function useConditionWords(): (condition: InstanceCondition) => string {
  const t = useTranslations('instances.is')
  const f = useFormat()
  return (condition) => {
    if (condition.kind === 'loading') return t('loadingFor', { duration: f.duration(condition.sinceMs) })
    if (condition.kind === 'exited') return t('exitedWith', { code: String(condition.code) })
    return t(condition.kind)
  }
}
