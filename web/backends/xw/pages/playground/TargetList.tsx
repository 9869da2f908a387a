import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { useConditionWords } from '../instances/ConditionBadge.tsx'
import { matchesSearch } from '../matching.ts'
import { mostTargets, type TargetRow } from './useTargets.ts'

interface Props {
  readonly rows: readonly TargetRow[]
  readonly keys: readonly string[]
  readonly onToggle: (key: string) => void
}

/** All instances, those first that can be asked; the others with why they cannot. */
export function TargetList({ rows, keys, onToggle }: Props) {
  const t = useTranslations('playground.targets')
  const words = useConditionWords()
  const [search, setSearch] = useState('')
  const shown = rows
    .filter(({ at, instance }) => matchesSearch(search, [instance.alias, instance.modelId, at.label]))
    .toSorted((a, b) => Number(b.isReady) - Number(a.isReady))
  return (
    <div className="flex flex-col gap-3 p-4">
      {rows.length > 8 && <SearchField label={t('search')} value={search} onValueChange={setSearch} />}
      {shown.length === 0 && <p className="text-sm text-ink-2">{t('none')}</p>}
      <ul className="flex flex-col gap-2">
        {shown.map(({ key, at, instance, condition, isReady }) => {
          const isChosen = keys.includes(key)
          const full = !isChosen && keys.length >= mostTargets
          return (
            <li key={`${key}/${instance.id}`}>
              <Checkbox
                label={t('one', { name: inSentence(instance.alias), server: inSentence(at.label) })}
                description={inSentence(instance.modelId)}
                checked={isChosen}
                onCheckedChange={() => onToggle(key)}
                disabledReason={
                  isReady || isChosen
                    ? full
                      ? t('full', { n: String(mostTargets) })
                      : null
                    : t('cannot', { condition: words(condition) })
                }
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
