import { memo, useCallback, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { applyLayout, columnsInRoom, parseLayout, roomWithin } from '@/ui/columnLayout.ts'
import { cx } from '@/ui/cx.ts'
import { Panel } from '@/ui/Panel.tsx'
import type { TableSort } from '@/ui/column.ts'
import { useRoomWidth } from '@/ui/roomWidth.ts'
import { useScreenRoom } from '@/ui/screenRoom.ts'
import { useLatest } from '@/ui/useLatest.ts'
import type { FleetSearch } from '../../paths.ts'
import { isFiltered, NO_FILTERS, searchOfSorts } from '../../pathsFleet.ts'
import type { ShownFleetView } from '../../queriesFleet.ts'
import { useWrites } from '../../queriesPending.ts'
import { EMPTY_TABLE, type ClientTable } from '../../schema/clientTable.ts'
import { NO_FACETS, type FleetViewRequest } from '../../schema/fleetView.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useFleetColumns } from './fleetColumns.tsx'
import { FleetChips } from './FleetChips.tsx'
import { FleetEmpty } from './FleetEmpty.tsx'
import { FleetFilters } from './FleetFilters.tsx'
import { FleetGroups } from './FleetGroups.tsx'
import { FleetMap } from './FleetMap.tsx'
import { allRows, fleetRows, placesOf } from './fleetRows.ts'
import { indexesOf, selectionInView, withRows } from './fleetSelection.ts'
import { FleetReading, FleetReadSoFar } from './FleetReading.tsx'
import { FleetSelectionBar } from './FleetSelectionBar.tsx'
import { FleetSummary } from './FleetSummary.tsx'
import { FleetTable } from './FleetTable.tsx'
import { FleetTools } from './FleetTools.tsx'
import type { ChangeSearch, FleetSelection } from './useFleetSelection.ts'
import { FacetsContext } from './useChoices.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

interface Props {
  readonly at: Endpoint
  /** Undefined while the first answer is on its way: what does not depend on it stands already. */
  readonly shown: ShownFleetView | undefined
  readonly request: Pick<FleetViewRequest, 'sorts'>
  readonly search: FleetSearch
  readonly change: ChangeSearch
  readonly selection: FleetSelection
}

/** Rows that a page bears without a scroller of their own. */
const WHOLE_AT_MOST = 100
/** What the boxes that choose rows take of the width. */
const BOX_COLUMN = 40

const NOTHING_YET = {
  table: EMPTY_TABLE,
  view: { order: new Uint32Array(0), facets: NO_FACETS, repeated: new Uint8Array(0), groups: [] },
  serverNow: 0,
} satisfies Omit<ShownFleetView, 'clients' | 'readAt'>

/** The fleet as table, map or groups, with what filters it and what is chosen of it. */
export const FleetBrowser = memo(function FleetBrowser({
  at,
  shown,
  request,
  search,
  change,
  selection,
}: Props): ReactNode {
  const t = useTranslations('fleet')
  const isReading = shown === undefined
  const { table, view, serverNow } = shown ?? NOTHING_YET
  const clockOffsetMs = shown?.clients.clockOffsetMs ?? 0
  const { order } = view
  const writes = useWrites(at)
  const now = useNow(5000)
  // What was written here is pending for 30 s: only then the clock matters.
  const moment = writes.length === 0 ? 0 : now
  const rows = useMemo(() => fleetRows(table, order, writes, moment), [table, order, writes, moment])

  // A small fleet is whole on the page, however few of it a filter leaves; of a large one only what is in sight.
  const isSmall = !isReading && table.length <= WHOLE_AT_MOST
  const tableRows = useMemo(() => (isSmall ? allRows(rows) : rows), [isSmall, rows])

  const repeated = repeatedIn(table, view.repeated)
  const isRepeated = useCallback((id: string) => repeated[table.indexOf(id)] === 1, [repeated, table])
  const tableBox = useRef<HTMLDivElement>(null)
  const width = useRoomWidth(tableBox, Number.POSITIVE_INFINITY)
  const screen = useScreenRoom()
  const layout = useMemo(() => (search.cols === undefined ? undefined : parseLayout(search.cols)), [search.cols])
  const isNarrow = screen === 1 && layout === undefined
  const columns = useFleetColumns({ serverNow, clockOffsetMs, isRepeated, isNarrow })
  const room = roomWithin(columns, width - BOX_COLUMN, screen)
  const shownColumns = useMemo(() => {
    const placed = layout ? applyLayout(columns, layout) : columnsInRoom(columns, room)
    const ids = new Set(placed.columns.map(({ id }) => id))
    return columns.map(({ id }) => id).filter((id) => ids.has(id))
  }, [columns, layout, room])

  const { ids, change: choose } = selection
  const chosen = useMemo(() => indexesOf(ids, table), [ids, table])
  const inView = useMemo(
    () =>
      isReading || chosen.length === 0 ? null : selectionInView(chosen, placesOf(order, table.length), order.length),
    [isReading, chosen, table, order],
  )
  // One that has left the register stays chosen, but nothing can be done to it.
  const listed = chosen.filter((index) => index >= 0)
  const pickAll = (on: boolean) => choose((before) => withRows(before, table, order, on))
  const allChosen = inView?.all ?? false
  const tableSelection = useMemo(() => {
    const pick = (from: number, to: number, on: boolean) =>
      choose((before) => withRows(before, table, order.subarray(from, to + 1), on))
    return {
      has: (id: string) => ids.has(id),
      all: allChosen,
      onToggle: (_row: ShownClient, id: string, on: boolean) =>
        choose((before) => {
          const next = new Set(before)
          if (on) next.add(id)
          else next.delete(id)
          return next
        }),
      onRange: pick,
      onToggleAll: (on: boolean) => pick(0, order.length - 1, on),
      label: clientNameInSentence,
    }
  }, [ids, allChosen, choose, table, order])
  const empty = useMemo(
    () => (isReading ? <FleetReading /> : <FleetEmpty total={table.length} onReset={() => change(NO_FILTERS)} />),
    [isReading, table, change],
  )
  const kind = search.view ?? 'table'
  const { sorts } = request
  const onSortsChange = useCallback((next: readonly TableSort[]) => change(searchOfSorts(next)), [change])
  const showView = useCallback((next: FleetSearch) => change((before) => ({ ...next, sel: before.sel })), [change])
  const exported = useLatest({ table, order, columns: shownColumns, writes })

  return (
    <Panel title={t('title')} titleHidden padded={false}>
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3 pb-2">
        <FacetsContext value={view.facets}>
          <FleetFilters at={at} search={search} onChange={change} />
        </FacetsContext>
        <div className="sm:ms-auto">
          <ViewsMenu at={at} search={search} onShow={showView} />
        </div>
      </div>
      <div className="px-4 empty:hidden">
        <FleetChips search={search} onChange={change} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
        {shown === undefined ? (
          <FleetReadSoFar at={at} />
        ) : (
          <FleetSummary
            shown={order.length}
            clients={shown.clients}
            listed={table.length}
            isFiltered={isFiltered(search)}
          />
        )}
        <FleetTools
          search={search}
          columns={columns}
          layout={layout}
          room={room}
          exported={exported}
          isReading={isReading}
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
          onClear={() => choose(() => new Set())}
          onSelectAll={() => pickAll(true)}
        />
      )}
      <div className={cx('border-t border-line', kind === 'both' && 'grid min-[1400px]:grid-cols-[minmax(0,1fr)_22%]')}>
        <div ref={tableBox} className="min-w-0">
          {(kind === 'table' || kind === 'both') && (
            <FleetTable
              rows={tableRows}
              columns={columns}
              layout={layout}
              room={room}
              sorts={sorts}
              onSortsChange={onSortsChange}
              selection={tableSelection}
              isDense={search.rows === 'dense'}
              isNarrow={isNarrow}
              empty={empty}
            />
          )}
        </div>
        {(kind === 'map' || kind === 'both') &&
          (shown === undefined || order.length === 0 ? (
            kind === 'map' && empty
          ) : (
            <div
              className={cx('min-w-0', kind === 'both' && 'border-line max-[1400px]:border-t min-[1400px]:border-s')}
            >
              <FleetMap shown={shown} rows={rows} search={search} onChange={change} />
            </div>
          ))}
        {kind === 'groups' && (
          <FleetGroups groups={view.groups} by={search.by ?? 'status'} empty={empty} onChange={change} />
        )}
      </div>
    </Panel>
  )
})

const repeatedNames = new WeakMap<ClientTable, Uint8Array>()

/** The same array for all views of a table: what is drawn does not change with it. */
function repeatedIn(table: ClientTable, repeated: Uint8Array): Uint8Array {
  const known = repeatedNames.get(table)
  if (known) return known
  if (table.length > 0 && repeated.length >= table.length) repeatedNames.set(table, repeated)
  return repeated
}
