import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { DataTable, type Column } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { LoadedModel } from '../../schema/client.ts'

export function LoadedModels({ models }: { readonly models: readonly LoadedModel[] }): ReactNode {
  const t = useTranslations('client.models')
  const columns = useModelColumns()
  return (
    <Panel title={t('title')} padded={models.length === 0}>
      {models.length === 0 ? (
        <EmptyState compact title={t('none')} />
      ) : (
        <DataTable caption={t('title')} rows={models} columns={columns} rowKey={(model) => model.id} />
      )}
    </Panel>
  )
}

function useModelColumns(): readonly Column<LoadedModel>[] {
  const t = useTranslations('client.models')
  const f = useFormat()
  return useMemo((): readonly Column<LoadedModel>[] => {
    return [
      {
        id: 'id',
        header: t('id'),
        sortValue: (model) => model.id,
        cell: (model) => <ServerText text={model.id} mono />,
        grow: true,
      },
      {
        id: 'owner',
        header: t('owner'),
        sortValue: (model) => model.ownedBy,
        cell: (model) => <ServerText text={model.ownedBy} placeholder="–" />,
      },
      {
        id: 'created',
        header: t('created'),
        sortValue: (model) => model.createdAt,
        cell: (model) => f.dateTime(model.createdAt),
      },
    ]
  }, [t, f])
}
