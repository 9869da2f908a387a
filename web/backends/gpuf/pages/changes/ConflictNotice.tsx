import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { FieldConflict } from './clientDraft.ts'
import { useFieldText } from './useFieldText.ts'

interface Props {
  readonly conflict: FieldConflict
  readonly onKeep: () => void
  readonly onTake: () => void
}

/** Somebody else changed a field that is being typed over: both values, and the choice. */
export function ConflictNotice({ conflict, onKeep, onTake }: Props): ReactNode {
  const t = useTranslations('changes.edit.conflict')
  const words = useFieldText()
  const { field, was, now, mine } = conflict
  const name = words.field(field)
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-warn/50 bg-warn-soft px-3 py-2 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="font-medium">{t('title', { field: name })}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
          {(
            [
              ['was', was],
              ['now', now],
              ['mine', mine],
            ] as const
          ).map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-ink-2">{t(key)}</dt>
              <dd className="min-w-0">
                <ServerText text={words.value(field, value)} />
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" aria-label={t('keepNamed', { field: name })} onClick={onKeep}>
            {t('keep')}
          </Button>
          <Button size="sm" aria-label={t('takeNamed', { field: name })} onClick={onTake}>
            {t('take')}
          </Button>
        </div>
      </div>
    </div>
  )
}
