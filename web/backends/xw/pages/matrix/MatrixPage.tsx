import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Boxes, ServerOff } from 'lucide-react'
import { memo, useCallback, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { type MatrixSearch, orNone, paths } from '../../paths.ts'
import { isChosen } from '../matching.ts'
import { useGentleDetails } from '../models/gentleDetails.ts'
import { useDetailTargets } from '../models/useDetailTargets.ts'
import { MatrixFilters } from './MatrixFilters.tsx'
import { MatrixGrid } from './MatrixGrid.tsx'
import { MatrixLegend } from './MatrixLegend.tsx'
import type { Matrix } from './matrixModel.ts'
import { viewRows } from './matrixView.ts'
import { SameDialog } from './SameDialog.tsx'
import { SameRunView } from './SameRunView.tsx'
import { useSameRuns } from './sameRuns.ts'
import { useMatrix } from './useMatrix.ts'
import { usePullsByModel } from './usePullsByModel.ts'

const route = getRouteApi('/models/matrix')

/** Which server has which model, and making them the same. */
export function MatrixPage() {
  const t = useTranslations('matrix')
  const servers = useServers('xw')
  const { matrix, catalogues } = useMatrix()
  const runs = useSameRuns((state) => state.runs)
  const mayChange = useMayChange()
  return (
    <PageFrame
      title={t('title')}
      description={mayChange ? t('description') : t('descriptionOnly')}
      age={catalogues.oldestAt}
      actions={
        <Link to={paths.models} className={buttonClass()}>
          {t('toModels')}
        </Link>
      }
    >
      {servers.length === 0 ? (
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersHint')}
        </EmptyState>
      ) : (
        <>
          {runs.map((run) => (
            <SameRunView key={run.id} run={run} matrix={matrix} />
          ))}
          <JoinedView
            joined={catalogues}
            isEmpty={() => matrix.rows.length === 0}
            empty={<EmptyState icon={Boxes} title={t('none')} />}
          >
            {() => <Models matrix={matrix} />}
          </JoinedView>
        </>
      )}
    </PageFrame>
  )
}

/** What is chosen stands in the address, and servers refuse those that are too long. */
const mostInLink = 100

const noneChosen: ReadonlySet<string> = new Set()

/** Drawn anew only where a server says something else than before, not with each of its answers. */
const Models = memo(function Models({ matrix }: { readonly matrix: Matrix }) {
  const t = useTranslations('matrix')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const goTo = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const mayChange = useMayChange()
  const pulls = usePullsByModel()
  const targets = useMemo(() => targetsOf(matrix), [matrix])
  const { known } = useGentleDetails(useDetailTargets(targets))
  const familyOf = useCallback((model: string) => known.get(model)?.family ?? null, [known])
  const rows = useMemo(() => viewRows(matrix, search, familyOf), [matrix, search, familyOf])
  const { server, pick } = search
  const places = useMemo(
    () => matrix.columns.flatMap(({ at }, index) => (isChosen(server, at.id) ? [index] : [])),
    [matrix.columns, server],
  )
  const columns = useMemo(() => places.flatMap((place) => matrix.columns[place] ?? []), [places, matrix.columns])
  const chosen = useMemo(() => new Set(pick), [pick])
  const set = useCallback(
    (change: Partial<MatrixSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const choose = (model: string, on: boolean): void => {
    const rest = [...chosen].filter((one) => one !== model)
    set({ pick: orNone(on ? [...rest, model] : rest) })
  }
  const open = (model: string | null, id: string | null): void => {
    if (model !== null && id !== null) void goTo({ to: paths.serverModel, params: { server: id, model } })
    else if (model !== null) void goTo({ to: paths.model, params: { model } })
    else if (id !== null) void goTo({ to: paths.server, params: { server: id } })
  }

  return (
    <>
      <MatrixFilters matrix={matrix} familyOf={familyOf} search={search} shown={rows.length} onChange={set} />
      <Panel
        title={t('caption')}
        titleHidden
        padded={false}
        actions={
          mayChange ? (
            <>
              <output className="text-sm text-ink-2">{t('chosen', { count: chosen.size })}</output>
              {chosen.size > 0 && (
                <Button size="sm" tone="quiet" onClick={() => set({ pick: undefined })}>
                  {t('clear')}
                </Button>
              )}
              {rows.length > 0 && rows.length <= mostInLink && rows.some(({ id }) => !chosen.has(id)) && (
                <Button
                  size="sm"
                  onClick={() => set({ pick: orNone([...new Set([...chosen, ...rows.map(({ id }) => id)])]) })}
                >
                  {t('chooseShown', { count: rows.length })}
                </Button>
              )}
              <Button size="sm" tone="primary" onClick={() => setAsking(true)}>
                {t('same.open')}
              </Button>
            </>
          ) : undefined
        }
      >
        {rows.length === 0 ? (
          <EmptyState
            compact
            title={t('noMatch')}
            action={
              <Button onClick={() => set({ q: undefined, family: undefined, only: undefined })}>{t('reset')}</Button>
            }
          />
        ) : (
          <MatrixGrid
            rows={rows}
            columns={columns}
            places={places}
            pulls={pulls}
            chosen={mayChange ? chosen : noneChosen}
            // Choosing serves nothing but pulling.
            onChoose={mayChange ? choose : null}
            onOpen={open}
          />
        )}
      </Panel>
      <MatrixLegend />
      <SameDialog open={isAsking} matrix={matrix} chosen={chosen} onClose={() => setAsking(false)} />
    </>
  )
})

/** For each model a server whose catalogue has it: families are in no list. */
function targetsOf({ columns, rows }: Matrix) {
  return rows.flatMap(({ id, cells }) => {
    const place = cells.findIndex(({ kind }) => kind !== 'not-offered' && kind !== 'unknown')
    const at = columns[place]?.at
    return at === undefined ? [] : [{ id, at }]
  })
}
