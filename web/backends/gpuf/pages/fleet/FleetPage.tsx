import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { useFleetView } from '../../queriesFleet.ts'
import { BulkRunPanel } from '../changes/BulkRunPanel.tsx'
import { FleetTabs } from '../FleetTabs.tsx'
import { RegisterClientDialog } from '../register/RegisterClientDialog.tsx'
import { WithFleetServer } from '../WithFleetServer.tsx'
import { FleetBrowser } from './FleetBrowser.tsx'
import { InvalidOnly } from './InvalidOnly.tsx'
import { useChangeAhead, useFleetRequest } from './useFleetRequest.ts'
import { useFleetSearch } from './useFleetSearch.ts'
import { useFleetSelection } from './useFleetSelection.ts'

/** Every client of the register. */
export function FleetPage(): ReactNode {
  const t = useTranslations('fleet')
  return <WithFleetServer title={t('title')}>{(at) => <Fleet at={at} />}</WithFleetServer>
}

function Fleet({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleet')
  const { search, change: changeSearch } = useFleetSearch()
  const selection = useFleetSelection(search.sel, changeSearch)
  const request = useFleetRequest(search, selection.ids)
  const { query, shown, computeAhead } = useFleetView(at, request)
  const change = useChangeAhead(search, changeSearch, computeAhead)
  const mayChange = useMayChange()
  const [isRegistering, setRegistering] = useState(false)
  const browser = (
    <FleetBrowser at={at} shown={shown} request={request} search={search} change={change} selection={selection} />
  )
  return (
    <PageFrame
      title={t('title')}
      description={t('description', { server: inSentence(at.label) })}
      age={query.data === undefined ? null : query.dataUpdatedAt}
      actions={
        mayChange && (
          <Button icon={Plus} onClick={() => setRegistering(true)}>
            {t('register')}
          </Button>
        )
      }
    >
      <FleetTabs at={at} />
      <BulkRunPanel at={at} />
      {search.valid === 'invalid' ? (
        <InvalidOnly at={at} onBack={() => change({ valid: undefined })} />
      ) : (
        <QueryView
          query={query}
          framed
          skeleton={browser}
          isEmpty={({ table }) => table.length === 0}
          empty={
            <EmptyState title={t('empty.title')}>
              {t('empty.text', { server: inSentence(at.label), userId: inSentence(at.userId ?? '') })}
            </EmptyState>
          }
        >
          {() => browser}
        </QueryView>
      )}
      <RegisterClientDialog at={at} open={isRegistering} onClose={() => setRegistering(false)} />
    </PageFrame>
  )
}
