import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { cx } from '@/ui/cx.ts'
import type { LogSearch, LogState } from '../../schema/logRow.ts'
import { LogPane, type LogPaneHandle } from './LogPane.tsx'
import type { LogPlace } from './logPlace.ts'
import { LogsToolbar } from './LogsToolbar.tsx'
import type { LogsView } from './useLogsSearch.ts'
import type { LogTarget } from './useLogTargets.ts'

interface Props {
  readonly view: LogsView
  readonly targets: readonly LogTarget[]
  readonly chooser: ReactNode
}

/** The chosen logs, what is searched in all of them, and what moves together. */
export function LogsBoard({ view, targets, chooser }: Props) {
  const t = useTranslations('logs')
  const panes = useRef(new Map<string, LogPaneHandle>())
  const [searches, setSearches] = useState<Readonly<Record<string, LogSearch>>>({})
  const [hits, setHits] = useState<Readonly<Record<string, number | null>>>({})
  const [activeId, setActive] = useState<string | null>(null)
  const [isInStep, setInStep] = useState(true)
  const { filter, follow, set } = view
  const active = targets.find(({ id }) => id === activeId) ?? targets[0]

  const onState = useCallback((id: string, state: LogState | null) => {
    const search = state?.search ?? { kind: 'none' }
    setSearches((before) => (sameSearch(before[id], search) ? before : { ...before, [id]: search }))
  }, [])
  const onHit = useCallback((id: string, hit: number | null) => setHits((before) => ({ ...before, [id]: hit })), [])

  // Which hit it was says nothing once something else is searched for.
  const [hitsOf, setHitsOf] = useState(filter.query)
  if (hitsOf !== filter.query) {
    setHitsOf(filter.query)
    setHits({})
  }

  const next = async (what: 'error' | 'hit', direction: 1 | -1, text = view.query) => {
    const pane = active && panes.current.get(active.id)
    if (!pane || (what === 'hit' && text === '')) return
    const found = await pane.next(what, direction, text)
    if (found !== 'found') {
      notify({ tone: 'info', id: 'logs-next', title: t(`${what === 'error' ? 'error' : 'search'}.${found}`) })
    }
  }

  const order = (place: LogPlace) => {
    for (const pane of panes.current.values()) pane.go(place)
  }

  const onFollow = (wanted: boolean) => {
    set({ follow: wanted ? undefined : 'off' })
    if (wanted) order({ kind: 'end' })
  }

  const onMove = (id: string, place: LogPlace, at: number | null) => {
    const wanted = place.kind === 'end'
    if (wanted !== follow) set({ follow: wanted ? undefined : 'off' })
    if (!isInStep) return
    for (const [other, pane] of panes.current) {
      if (other === id) continue
      if (wanted) pane.go(place)
      else if (at !== null) void pane.goToTime(at)
    }
  }

  const onKey = (event: { readonly key: string; readonly preventDefault: () => void }) => {
    if (event.key === 'e') void next('error', 1)
    else if (event.key === 'E') void next('error', -1)
    else if (event.key === 'f') onFollow(!follow)
    else if (event.key === 'n') void next('hit', 1)
    else if (event.key === 'N') void next('hit', -1)
    else return
    event.preventDefault()
  }

  // These keys work wherever nothing is being typed; in a pane they come from there.
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      latest.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <>
      <LogsToolbar
        view={view}
        chooser={chooser}
        search={active ? (searches[active.id] ?? { kind: 'none' }) : { kind: 'none' }}
        hit={active ? (hits[active.id] ?? null) : null}
        panes={targets.length}
        isInStep={isInStep}
        onInStep={setInStep}
        onNext={(what, direction) => void next(what, direction)}
        onEnter={(typed, direction) => void next('hit', direction, typed)}
        onFollow={onFollow}
      />
      <div
        className={cx(
          'grid min-h-0 auto-rows-[max(20rem,70dvh)] gap-3',
          targets.length > 1 && 'lg:grid-cols-2',
          targets.length > 2
            ? 'lg:auto-rows-[max(18rem,calc((100dvh-14rem)/2))]'
            : 'lg:auto-rows-[max(20rem,calc(100dvh-13rem))]',
        )}
      >
        {targets.map((target) => (
          <LogPane
            key={target.id}
            ref={(handle) => {
              if (handle) panes.current.set(target.id, handle)
              else panes.current.delete(target.id)
            }}
            target={target}
            filter={filter}
            isWrapped={view.wrap}
            times={view.times}
            follow={follow}
            isActive={targets.length > 1 && target.id === active?.id}
            onActive={() => setActive(target.id)}
            onState={onState}
            onHit={onHit}
            onMove={onMove}
            onKey={ignore}
            onClose={targets.length > 1 ? () => set({ of: view.of.filter((id) => id !== target.id) }) : null}
          />
        ))}
      </div>
    </>
  )
}

/** What a pane leaves over comes to the document. */
function ignore(_event: KeyboardEvent): void {}

function sameSearch(a: LogSearch | undefined, b: LogSearch): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Somebody types there, or chooses in a menu or a dialog that is in front of the page. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox]),textarea,select,[role=menu],[role=dialog]') !== null)
  )
}
