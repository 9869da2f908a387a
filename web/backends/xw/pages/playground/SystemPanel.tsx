import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Panel } from '@/ui/Panel.tsx'
import { TextField } from '@/ui/TextField.tsx'
import type { ChosenTarget } from './useTargets.ts'

interface Props {
  readonly chosen: readonly ChosenTarget[]
  readonly system: string
  readonly onChange: (system: string) => void
}

/** What every model is told before the first prompt. */
export function SystemPanel({ chosen, system, onChange }: Props) {
  const t = useTranslations('playground.system')
  const own = [...new Set(chosen.map(({ detail }) => detail?.system?.trim() ?? ''))].filter((words) => words !== '')
  return (
    <Panel title={t('title')}>
      <TextField
        label={t('label')}
        labelHidden
        multiline={3}
        value={system}
        onValueChange={onChange}
        description={own.length === 0 ? t('none') : t('own', { words: inSentence(own.join(' / '), 200) })}
      />
    </Panel>
  )
}
