import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { fleetModels } from '../../queriesRegister.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { FleetTabs } from '../FleetTabs.tsx'
import { WithFleetServer } from '../WithFleetServer.tsx'
import { FleetModelDialog } from './FleetModelDialog.tsx'
import { FleetModelsPanel } from './FleetModelsPanel.tsx'
import { ReportedModelsPanel } from './ReportedModelsPanel.tsx'

/** The models that the register offers to agents, and what agents have loaded. */
export function FleetModelsPage(): ReactNode {
  const t = useTranslations('register.models')
  return <WithFleetServer title={t('title')}>{(at) => <Models at={at} />}</WithFleetServer>
}

type Editing = { readonly model: FleetModel | null } | null
const NO_MODELS: readonly FleetModel[] = []

function Models({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('register.models')
  const query = useQuery(fleetModels(at))
  const [editing, setEditing] = useState<Editing>(null)
  const mayChange = useMayChange()
  const models = query.data ?? NO_MODELS
  return (
    <PageFrame
      title={t('title')}
      description={t('about', { server: inSentence(at.label) })}
      age={query.data === undefined ? null : query.dataUpdatedAt}
      actions={
        mayChange && (
          <Button tone="primary" icon={Plus} onClick={() => setEditing({ model: null })}>
            {t('new')}
          </Button>
        )
      }
    >
      <FleetTabs at={at} />
      <QueryView
        query={query}
        isEmpty={(list) => list.length === 0}
        empty={<EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>}
      >
        {(list) => (
          <FleetModelsPanel at={at} models={list} onEdit={mayChange ? (model) => setEditing({ model }) : null} />
        )}
      </QueryView>
      {isBareFailure(query.error) && <p className="max-w-prose text-sm text-ink-2">{t('nullActive')}</p>}
      <ReportedModelsPanel at={at} models={models} />
      {editing && <FleetModelDialog at={at} model={editing.model} register={models} onClose={() => setEditing(null)} />}
    </PageFrame>
  )
}

/** 500 without a word, which is what a null in one row makes of the whole list on some servers. */
function isBareFailure(error: Error | null): boolean {
  const facts = (error as Problem | null)?.facts
  return facts?.kind === 'server' && facts.status === 500
}
