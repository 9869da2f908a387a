import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { orNone } from '../../paths.ts'
import type { InstanceRow } from '../instances/useInstanceRows.ts'
import { logId } from './useLogTargets.ts'
import { PANES_AT_MOST } from './panes.ts'

interface Props {
  readonly rows: readonly InstanceRow[]
  readonly of: readonly string[]
  readonly onChange: (of: string[] | undefined) => void
}

/** Which logs stand side by side. One more than fit takes the place of the first. */
export function LogsChooser({ rows, of, onChange }: Props) {
  const t = useTranslations('logs')
  const known = rows.map(({ at, instance }) => ({
    value: logId(at, instance.alias),
    label: t('instance', { name: inSentence(instance.alias), server: inSentence(at.label) }),
  }))
  const gone = of.filter((id) => !known.some(({ value }) => value === id))
  return (
    <MultiSelect
      label={t('instances')}
      values={of}
      onValuesChange={(values) => onChange(orNone(values.slice(-PANES_AT_MOST)))}
      options={[...known, ...gone.map((id) => ({ value: id, label: inSentence(id) }))]}
    />
  )
}
