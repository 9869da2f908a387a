import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/column.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { clients } from '../../queries.ts'
import type { ClientTable } from '../../schema/clientTable.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { modelUses, reportedModels, type ModelUse } from '../../schema/fleetModelUse.ts'
import { ClientNames } from './ClientNames.tsx'
import { LoadedByLink } from './LoadedByLink.tsx'

interface Props {
  readonly at: Endpoint
  /** The register's; what is loaded and not among them is listed too. */
  readonly models: readonly FleetModel[]
}

/** What clients report to have loaded, against the register. */
export function ReportedModelsPanel({ at, models }: Props): ReactNode {
  const t = useTranslations('register.models.loaded')
  const query = useQuery(clients(at))
  return (
    <Panel title={t('title')} padded={false}>
      <div className="border-b border-line px-4 py-2 text-xs text-ink-2">
        <p className="max-w-[100ch]">{t('about')}</p>
      </div>
      <QueryView query={query}>{({ table }) => <Uses table={table} models={models} />}</QueryView>
    </Panel>
  )
}

function Uses({ table, models }: { readonly table: ClientTable; readonly models: readonly FleetModel[] }): ReactNode {
  const t = useTranslations('register.models.loaded')
  const uses = useMemo(() => modelUses(reportedModels(table.columns.models), models), [table, models])
  const columns = useUseColumns(table)
  if (uses.length === 0) return <EmptyState compact title={t('nothing')} />
  return (
    <DataTable
      caption={t('title')}
      rows={uses}
      columns={columns}
      rowKey={(use) => use.id}
      presorted
      maxHeight="32rem"
    />
  )
}

function useUseColumns(table: ClientTable): readonly Column<ModelUse>[] {
  const t = useTranslations('register.models.loaded')
  return useMemo(
    (): readonly Column<ModelUse>[] => [
      {
        id: 'model',
        header: t('model'),
        cell: (use) => <ServerText text={use.id} max={80} mono />,
        grow: true,
      },
      {
        id: 'match',
        header: t('match'),
        cell: (use) =>
          use.models.length === 0 ? (
            <Badge tone="warn">{t('unregistered')}</Badge>
          ) : (
            <ServerText text={use.models.map(({ name, version }) => `${name} ${version}`).join(', ')} max={80} />
          ),
        width: 260,
        priority: 2,
      },
      {
        id: 'count',
        header: t('clients'),
        cell: (use) => <LoadedByLink table={table} name={use.id} clients={use.clients} />,
        align: 'end',
        width: 88,
      },
      {
        id: 'names',
        header: t('names', { name: '' }).trim(),
        headerHidden: true,
        cell: (use) => (
          <Disclosure summary={t('names', { name: inSentence(use.id, 40) })}>
            <ClientNames table={table} clients={use.clients} />
          </Disclosure>
        ),
        width: 380,
        priority: 3,
      },
    ],
    [t, table],
  )
}
