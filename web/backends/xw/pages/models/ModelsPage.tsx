import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Boxes } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import type { TableSort } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { paths } from '../../paths.ts'
import type { ModelsSearch } from '../../paths.ts'
import { downloadedModels, models } from '../../queries.ts'
import { isChosen } from '../matching.ts'
import { type DetailTarget, useGentleDetails } from './gentleDetails.ts'
import { useModelColumns } from './modelColumns.tsx'
import { ModelCounts } from './ModelCounts.tsx'
import { ModelFilters } from './ModelFilters.tsx'
import { filterModels, joinModels } from './modelRows.ts'
import type { ModelRow } from './modelRows.ts'
import { PullDialog } from './PullDialog.tsx'
import { useDetailTargets } from './useDetailTargets.ts'

const noDetails = new Map<string, never>()

/** The catalogue over all servers. */
export function ModelsPage() {
  const t = useTranslations('models')
  const tPulls = useTranslations('pulls')
  const tMatrix = useTranslations('matrix')
  const servers = useServers('xw')
  const search = useSearch({ from: '/models' })
  const navigate = useNavigate({ from: '/models' })
  const [asked, setAsked] = useState<ModelRow | null>(null)

  const catalogues = useJoined(servers, models)
  const disks = useJoined(servers, downloadedModels)
  const bare = useMemo(() => joinModels(catalogues.rows, disks.rows, noDetails), [catalogues.rows, disks.rows])
  const { known, isLoading } = useGentleDetails(useDetailTargets(targetsOf(bare)))
  const rows = useMemo(() => joinModels(catalogues.rows, disks.rows, known), [catalogues.rows, disks.rows, known])
  // Of those that failed later the last answer still counts.
  const unknown = disks.failed
    .filter(({ at }) => !disks.rows.some((row) => row.at === at) && isChosen(search.server, at.id))
    .map(({ at }) => at)
  const shown = useMemo(() => filterModels(rows, search), [rows, search])
  const columns = useModelColumns(useMayChange() ? setAsked : null)

  const change = (next: ModelsSearch): void => void navigate({ search: next, replace: true })

  return (
    <PageFrame
      title={t('title')}
      description={t('description')}
      age={catalogues.oldestAt}
      actions={
        <>
          <Link to={paths.matrix} className={buttonClass()}>
            {tMatrix('link')}
          </Link>
          <Link to={paths.pulls} className={buttonClass()}>
            {tPulls('title')}
          </Link>
        </>
      }
    >
      {servers.length === 0 ? (
        <EmptyState icon={Boxes} title={t('noServers')}>
          {t('noServersHint')}
        </EmptyState>
      ) : (
        <JoinedView
          joined={catalogues}
          isEmpty={() => rows.length === 0}
          empty={
            <EmptyState icon={Boxes} title={t('none')}>
              {t('noneHint')}
            </EmptyState>
          }
        >
          {() => (
            <>
              <ModelFilters rows={rows} search={search} onChange={change} />
              <ModelCounts
                rows={rows}
                shown={shown}
                needsDetails={(search.family?.length ?? 0) + (search.capability?.length ?? 0) > 0}
                isLoading={isLoading}
                unknown={unknown}
              />
              <Panel title={t('title')} titleHidden padded={false}>
                <DataTable
                  rows={shown}
                  columns={columns}
                  rowKey={(row) => row.id}
                  caption={t('caption', { count: shown.length })}
                  sort={readSort(search.sort)}
                  onSortChange={(sort) => change({ ...search, sort: writeSort(sort) })}
                  rowOpensLink
                  empty={
                    <EmptyState
                      compact
                      title={t('noneMatch')}
                      action={<Button onClick={() => change({ sort: search.sort })}>{t('clearFilters')}</Button>}
                    >
                      {t('noneMatchHint')}
                    </EmptyState>
                  }
                />
              </Panel>
            </>
          )}
        </JoinedView>
      )}
      {/* Of the rows as they are now: what is on which server may change while the dialog is open. */}
      <PullDialog
        row={asked && (rows.find(({ id }) => id === asked.id) ?? asked)}
        preferred={search.server ?? []}
        onClose={() => setAsked(null)}
      />
    </PageFrame>
  )
}

/** One server for each model. */
function targetsOf(rows: readonly ModelRow[]): readonly DetailTarget[] {
  return rows.flatMap(({ id, on }) => {
    const at = on.find(({ catalog }) => catalog !== null)?.at
    return at === undefined ? [] : [{ id, at }]
  })
}

/** `-size` is by size, largest first. */
function readSort(text: string | undefined): TableSort | null {
  if (text === undefined) return null
  return text.startsWith('-') ? { id: text.slice(1), desc: true } : { id: text, desc: false }
}

function writeSort(sort: TableSort | null): string | undefined {
  if (sort === null) return undefined
  return sort.desc ? `-${sort.id}` : sort.id
}
