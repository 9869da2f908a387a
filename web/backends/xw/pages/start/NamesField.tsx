import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { TextField } from '@/ui/TextField.tsx'
import type { AliasFault } from '../../starts/startForm.ts'
import type { StartPlan } from './startPlan.ts'

interface Props {
  readonly plan: StartPlan
  readonly onAlias: (alias: string) => void
  readonly onConcurrency: (text: string) => void
}

/** What it is called, and how much it does at a time. */
export function NamesField({ plan, onAlias, onConcurrency }: Props) {
  const t = useTranslations('starts.form')
  return (
    <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
      <TextField
        label={t('alias')}
        description={t('aliasDescription')}
        value={plan.alias}
        onValueChange={onAlias}
        error={useAliasWords()(plan.aliasFault)}
        required
        mono
      />
      <TextField
        label={t('concurrency')}
        description={t('concurrencyDescription')}
        value={plan.concurrency}
        onValueChange={onConcurrency}
        inputMode="numeric"
        placeholder={t('concurrencyPlaceholder')}
        error={plan.isConcurrencyRight ? null : t('concurrencyWrong')}
      />
    </div>
  )
}

function useAliasWords(): (fault: AliasFault | null) => string | null {
  const t = useTranslations('starts.form.aliasFault')
  return (fault) => {
    if (fault === null) return null
    if (fault.kind === 'running' || fault.kind === 'exists') {
      return t(fault.kind, { id: inSentence(fault.instance.id), model: inSentence(fault.instance.modelId) })
    }
    return t(fault.kind)
  }
}
