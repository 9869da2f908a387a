import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { clientRow } from '@/backends/gpuf/queries.ts'
import { type NamedClient, clientsLike } from '@/backends/gpuf/queriesMachine.ts'
import { clientKey, isClientId } from '@/backends/gpuf/schema/values.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { ClientButtons } from './ClientButtons.tsx'

interface Props {
  readonly fleet: Endpoint
  readonly onChoose: (client: NamedClient) => void
}

/** Finds a client of the register by a part of its name, or by its id. Nothing is asked before something is typed. */
export function MatchPicker({ fleet, onChoose }: Props): ReactNode {
  const t = useTranslations('machine.match')
  const [text, setText] = useState('')
  const id = clientKey(text.trim())
  return (
    <div className="flex flex-col gap-2">
      <SearchField label={t('search')} value={text} onValueChange={setText} placeholder={t('search')} delayMs={300} />
      {isClientId(id) ? (
        <ById fleet={fleet} id={id} onChoose={onChoose} />
      ) : text.trim() === '' ? (
        <p className="text-xs text-ink-3">{t('searchHint')}</p>
      ) : (
        <ByName fleet={fleet} text={text} onChoose={onChoose} />
      )}
    </div>
  )
}

function ById({ fleet, id, onChoose }: Props & { readonly id: string }): ReactNode {
  const t = useTranslations('machine.match')
  const query = useQuery(clientRow(fleet, id))
  return (
    <QueryView query={query} isEmpty={(found) => found === null} empty={<EmptyState compact title={t('noSuchId')} />}>
      {(found) => found && <ClientButtons clients={[found]} onChoose={onChoose} />}
    </QueryView>
  )
}

function ByName({ fleet, text, onChoose }: Props & { readonly text: string }): ReactNode {
  const t = useTranslations('machine.match')
  const query = useQuery(clientsLike(fleet, text))
  return (
    <QueryView query={query} isEmpty={({ total }) => total === 0} empty={<EmptyState compact title={t('nobody')} />}>
      {({ first, total }) => (
        <>
          <ClientButtons clients={first} onChoose={onChoose} />
          {total > first.length && <p className="text-xs text-ink-3">{t('more', { count: total - first.length })}</p>}
        </>
      )}
    </QueryView>
  )
}
