import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { clients } from '../../queries.ts'
import { clientName } from '../clientName.ts'
import { CLIENTS_AT_MOST } from './clientIds.ts'
import { clientMatches, type NamedRows } from './clientMatches.ts'

/** A list that is longer is searched, not scrolled. */
const ROWS_AT_MOST = 30

interface Props {
  readonly at: Endpoint
  readonly ids: readonly string[]
  readonly onChoose: (ids: readonly string[]) => void
}

/** The first clients of the fleet that a search of names and ids leaves, to choose some of. */
export function ClientChoice({ at, ids, onChoose }: Props): ReactNode {
  const t = useTranslations('health.picker')
  const [q, setQ] = useState('')
  const query = useQuery(clients(at))
  return (
    <div className="flex flex-col gap-3 p-3">
      <SearchField label={t('search')} value={q} onValueChange={setQ} className="sm:w-full" />
      <div className="h-72 overflow-y-auto">
        <QueryView query={query}>
          {({ table }) => <Choices rows={table} q={q} ids={ids} onChoose={onChoose} />}
        </QueryView>
      </div>
      <p className="text-xs text-ink-3">{t('limit', { most: CLIENTS_AT_MOST })}</p>
    </div>
  )
}

interface ChoicesProps extends Pick<Props, 'ids' | 'onChoose'> {
  readonly rows: NamedRows
  readonly q: string
}

function Choices({ rows, q, ids, onChoose }: ChoicesProps): ReactNode {
  const t = useTranslations('health.picker')
  const locale = useLocale()
  const found = useMemo(() => clientMatches(rows, q, ROWS_AT_MOST), [rows, q])
  const inOrder = useMemo(() => {
    const { compare } = new Intl.Collator(locale, { numeric: true })
    return found.slice(0, ROWS_AT_MOST).sort((a, b) => compare(a.name, b.name))
  }, [found, locale])
  if (found.length === 0) return <EmptyState compact title={t('nothing')} />
  const isFull = ids.length >= CLIENTS_AT_MOST
  return (
    <ul aria-label={t('matches')} className="flex flex-col gap-1.5 ps-0.5">
      {inOrder.map(({ id, name }) => {
        const isChosen = ids.includes(id)
        return (
          <li key={id}>
            <Checkbox
              label={inSentence(clientName({ id, name }), 60)}
              {...(name.trim() !== '' && { description: <span className="font-mono">{id.slice(0, 12)}</span> })}
              checked={isChosen}
              disabledReason={isFull && !isChosen ? t('full') : null}
              onCheckedChange={(on) => onChoose(on ? [...ids, id] : ids.filter((other) => other !== id))}
            />
          </li>
        )
      })}
      {found.length > ROWS_AT_MOST && <li className="pt-1 text-xs text-ink-3">{t('more', { shown: ROWS_AT_MOST })}</li>}
    </ul>
  )
}
