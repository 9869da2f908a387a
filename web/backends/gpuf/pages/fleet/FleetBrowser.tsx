import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { applyLayout, columnsInRoom, parseLayout } from '@/ui/columnLayout.ts'
import { Panel } from '@/ui/Panel.tsx'
import { useScreenRoom } from '@/ui/screenRoom.ts'
import type { FleetSearch } from '../../paths.ts'
import { isFiltered, NO_FILTERS, searchOfSorts } from '../../pathsFleet.ts'
import type { ShownFleetView } from '../../queriesFleet.ts'
import { useWrites } from '../../queriesPending.ts'
import type { FleetViewRequest } from '../../schema/fleetView.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useFleetColumns } from './fleetColumns.tsx'
import { FleetChips } from './FleetChips.tsx'
import { FleetEmpty } from './FleetEmpty.tsx'
import { FleetFilters } from './FleetFilters.tsx'
import { FleetGroups } from './FleetGroups.tsx'
import { FleetMap } from './FleetMap.tsx'
import { allRows, fleetRows, placesOf } from './fleetRows.ts'
import { indexesOf, selectionInView, withRows } from './fleetSelection.ts'
import { FleetSelectionBar } from './FleetSelectionBar.tsx'
import { FleetSummary } from './FleetSummary.tsx'
import { FleetTable } from './FleetTable.tsx'
import { FleetTools } from './FleetTools.tsx'
import type { ChangeSearch, FleetSelection } from './useFleetSelection.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

interface Props {
  readonly at: Endpoint
  readonly shown: ShownFleetView
  readonly request: Pick<FleetViewRequest, 'sorts'>
  readonly search: FleetSearch
  readonly change: ChangeSearch
  readonly selection: FleetSelection
}

/** Rows that a page bears without a scroller of their own. */
const WHOLE_AT_MOST = 100

/** The fleet as table, map or groups, with what filters it and what is chosen of it. */
export function FleetBrowser({ at, shown, request, search, change, selection }: Props): ReactNode {
  const t = useTranslations('fleet')
  const { table, view, clients, serverNow } = shown
  const { order, repeated } = view
  const writes = useWrites(at)
  const now = useNow(5000)
  // What was written here is pending for 30 s: only then the clock matters.
  const moment = writes.length === 0 ? 0 : now
  const rows = useMemo(() => fleetRows(table, order, writes, moment), [table, order, writes, moment])

  // A small fleet is whole on the page, however few of it a filter leaves; of a large one only what is in sight.
  const isSmall = table.length <= WHOLE_AT_MOST
  const tableRows = useMemo(() => (isSmall ? allRows(rows) : rows), [isSmall, rows])

  const isRepeated = useCallback((id: string) => repeated[table.indexOf(id)] === 1, [repeated, table])
  const room = useScreenRoom()
  const layout = useMemo(() => (search.cols === undefined ? undefined : parseLayout(search.cols)), [search.cols])
  const isNarrow = room === 1 && layout === undefined
  const columns = useFleetColumns({ serverNow, clockOffsetMs: clients.clockOffsetMs, isRepeated, isNarrow })
  const shownColumns = useMemo(() => {
    const placed = layout ? applyLayout(columns, layout) : columnsInRoom(columns, room)
    const ids = new Set(placed.columns.map(({ id }) => id))
    return columns.map(({ id }) => id).filter((id) => ids.has(id))
  }, [columns, layout, room])

  const { ids } = selection
  const chosen = useMemo(() => indexesOf(ids, table), [ids, table])
  const inView = useMemo(
    () => (chosen.length === 0 ? null : selectionInView(chosen, placesOf(order, table.length), order.length)),
    [chosen, table, order],
  )
  // One that has left the register stays chosen, but nothing can be done to it.
  const listed = chosen.filter((index) => index >= 0)
  const pick = (from: number, to: number, on: boolean) =>
    selection.change((before) => withRows(before, table, order.subarray(from, to + 1), on))
  const pickAll = (on: boolean) => pick(0, order.length - 1, on)
  const reset = () => change(NO_FILTERS)
  const empty = <FleetEmpty total={table.length} onReset={reset} />
  const kind = search.view ?? 'table'

  return (
    <Panel title={t('title')} titleHidden padded={false}>
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-2">
        <FleetFilters at={at} search={search} facets={view.facets} onChange={change} />
        <div className="sm:ms-auto">
          <ViewsMenu at={at} search={search} onShow={(next) => change((before) => ({ ...next, sel: before.sel }))} />
        </div>
      </div>
      <div className="px-4 empty:hidden">
        <FleetChips search={search} onChange={change} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
        <FleetSummary shown={order.length} clients={clients} listed={table.length} isFiltered={isFiltered(search)} />
        <FleetTools
          search={search}
          columns={columns}
          shownColumns={shownColumns}
          layout={layout}
          table={table}
          order={order}
          writes={writes}
          onChange={change}
        />
      </div>
      {inView !== null && (
        <FleetSelectionBar
          at={at}
          table={table}
          selection={ids}
          listed={listed}
          inView={inView}
          isInLink={selection.isInLink}
          shown={order.length}
          isOnlySelected={search.only === 'selected'}
          clients={() => allRows(fleetRows(table, Uint32Array.from(listed), writes, moment))}
          columns={shownColumns}
          writes={writes}
          onShowSelected={() => change({ ...NO_FILTERS, only: 'selected' })}
          onClear={() => selection.change(() => new Set())}
          onSelectAll={() => pickAll(true)}
        />
      )}
      <div className="border-t border-line">
        {kind === 'table' && (
          <FleetTable
            rows={tableRows}
            columns={columns}
            layout={layout}
            sorts={request.sorts}
            onSortsChange={(sorts) => change(searchOfSorts(sorts))}
            selection={{
              has: (id) => ids.has(id),
              all: inView?.all ?? false,
              onToggle: (_row, id, on) =>
                selection.change((before) => {
                  const next = new Set(before)
                  if (on) next.add(id)
                  else next.delete(id)
                  return next
                }),
              onRange: pick,
              onToggleAll: pickAll,
              label: clientNameInSentence,
            }}
            isDense={search.rows === 'dense'}
            isNarrow={isNarrow}
            empty={empty}
          />
        )}
        {kind === 'map' &&
          (order.length === 0 ? empty : <FleetMap shown={shown} rows={rows} search={search} onChange={change} />)}
        {kind === 'groups' && (
          <FleetGroups groups={view.groups} by={search.by ?? 'status'} empty={empty} onChange={change} />
        )}
      </div>
    </Panel>
  )
}
