import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { type ModelRow, sizeOf } from '../models/modelRows.ts'
import { ChoiceRow } from './ChoiceRow.tsx'

/** As many as are drawn; the search finds the others. */
const DRAWN = 40

interface Props {
  readonly rows: readonly ModelRow[]
  /** Where it is to run, if that is chosen already. */
  readonly server: string | null
  readonly chosen: string | null
  readonly onChoose: (model: string | null) => void
}

/** Which model: those that are downloaded first, the others can be pulled first. */
export function ModelField({ rows, server, chosen, onChoose }: Props) {
  const t = useTranslations('starts.form')
  const row = rows.find(({ id }) => id === chosen)
  if (row === undefined) {
    return (
      <>
        {chosen !== null && (
          <p role="alert" className="mb-3 text-sm text-bad">
            {t('modelUnknown', { model: inSentence(chosen) })}
          </p>
        )}
        <ModelList rows={rows} server={server} onChoose={onChoose} />
      </>
    )
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <div className="min-w-0">
        <ServerText text={row.id} mono max={120} className="font-medium" />
        <div className="text-xs text-ink-3">
          <ModelFacts row={row} />
        </div>
      </div>
      <Button size="sm" onClick={() => onChoose(null)}>
        {t('changeModel')}
      </Button>
    </div>
  )
}

function ModelFacts({ row }: { readonly row: ModelRow }) {
  const t = useTranslations('starts.form')
  const f = useFormat()
  const size = sizeOf(row)
  const having = row.on.filter(({ status }) => status === 'downloaded').map(({ at }) => inSentence(at.label, 24))
  return [
    size === null ? null : f.bytes(size),
    having.length > 0 ? t('downloadedOn', { servers: f.list(having) }) : t('notDownloaded'),
  ]
    .filter(Boolean)
    .join(' · ')
}

function ModelList({ rows, server, onChoose }: Omit<Props, 'chosen'>) {
  const t = useTranslations('starts.form')
  const group = useId()
  const [text, setText] = useState('')
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows
    .filter(({ id }) => words.every((word) => id.toLowerCase().includes(word)))
    // A model that runs on no chip of any server cannot be started.
    .filter(({ on }) => on.some(({ isSuitable, catalog }) => isSuitable || catalog === null))
  const isHere = ({ on }: ModelRow): boolean =>
    on.some(({ at, status }) => status === 'downloaded' && (server === null || at.id === server))
  const here = found.filter(isHere)
  const others = found.filter((row) => !isHere(row))
  const drawn = [...here, ...others].slice(0, DRAWN)
  const hidden =
    rows.length - rows.filter(({ on }) => on.some(({ isSuitable, catalog }) => isSuitable || catalog === null)).length

  const list = (title: string, of: readonly ModelRow[]) =>
    of.length > 0 && (
      <div className="min-w-0">
        <h3 className="pb-1.5 text-xs font-medium text-ink-2">{title}</h3>
        <div role="radiogroup" aria-label={title} className="grid gap-1.5 xl:grid-cols-2">
          {of.map((row) => (
            <ChoiceRow
              key={row.id}
              group={group}
              isChosen={false}
              onChoose={() => onChoose(row.id)}
              name={<ServerText text={row.id} mono max={80} />}
              facts={<ModelFacts row={row} />}
            />
          ))}
        </div>
      </div>
    )

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <SearchField label={t('searchModels')} value={text} onValueChange={setText} />
      <div className="flex max-h-80 flex-col gap-4 overflow-y-auto p-0.5">
        {list(
          t('downloadedModels'),
          drawn.filter((row) => here.includes(row)),
        )}
        {list(
          t('otherModels'),
          drawn.filter((row) => others.includes(row)),
        )}
        {found.length === 0 && <p className="text-sm text-ink-3">{t('noModel')}</p>}
      </div>
      <p className="text-xs text-ink-3">
        {found.length > drawn.length && `${t('moreModels', { count: found.length - drawn.length })} `}
        {hidden > 0 && t('hiddenModels', { count: hidden })}
      </p>
    </div>
  )
}
