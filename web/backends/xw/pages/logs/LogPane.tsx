import { useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import type { KeyboardEvent, Ref } from 'react'
import { useTranslations } from 'use-intl'
import { HeldBackNote } from '@/kit/HeldBackNote.tsx'
import { notify } from '@/kit/notifications.tsx'
import { useNow } from '@/kit/now.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { fileMoment, fileName, saveFile } from '@/lib/saveFile.ts'
import { drawRow, ownLine, wordsOf } from '@/lib/terminalRow.ts'
import { copyText } from '@/ui/copyText.ts'
import { cx } from '@/ui/cx.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { pullLimits } from '../../pulls/pullLimits.ts'
import { useLog } from '../../queriesLogs.ts'
import type { LogFilter, LogState } from '../../schema/logRow.ts'
import { ConditionBadge } from '../instances/ConditionBadge.tsx'
import { LogLines, type LogLinesHandle } from './LogLines.tsx'
import { toggleMark, useMarksOf } from './logMarks.ts'
import { LogPaneMenus, type LogPaneActions } from './LogPaneMenus.tsx'
import type { LogPlace } from './logPlace.ts'
import { LogAmount, LogBadge, LogTrouble } from './LogStatus.tsx'
import type { LogTarget } from './useLogTargets.ts'
import { useReconnect } from './useReconnect.ts'
import type { TimeForm } from './useLogTime.ts'

/** What the page can have a pane do. */
export interface LogPaneHandle {
  /** To the next error or hit; behind the last one to the first. */
  readonly next: (what: 'error' | 'hit', direction: 1 | -1, text: string) => Promise<'found' | 'round' | 'none'>
  readonly goToTime: (at: number) => Promise<void>
  readonly go: (place: LogPlace) => void
  readonly focus: () => void
}

interface Props {
  readonly ref: Ref<LogPaneHandle>
  readonly target: LogTarget
  readonly filter: LogFilter
  readonly isWrapped: boolean
  readonly times: TimeForm
  readonly follow: boolean
  readonly isActive: boolean
  readonly onActive: () => void
  readonly onState: (id: string, state: LogState | null) => void
  readonly onHit: (id: string, hit: number | null) => void
  readonly onMove: (id: string, place: LogPlace, at: number | null) => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly onClose: (() => void) | null
}

/** The log of one instance. */
export function LogPane(props: Props) {
  const { ref, target, filter, isWrapped, times, follow, isActive } = props
  const { id, at, alias, row } = target
  const t = useTranslations('logs')
  const lines = useRef<LogLinesHandle>(null)
  const marks = useMarksOf(id)
  const now = useNow()
  const identity = row ? (row.instance.containerId ?? row.instance.id) : null
  const { log, snapshot } = useLog(at, alias, identity, streamsOf)
  const { state, connection } = snapshot
  const names = { name: inSentence(alias), server: inSentence(at.label) }
  const isInDoubt = useReconnect(at, log, connection, target)

  useEffect(() => {
    const apply = async () => {
      const near = lines.current?.currentRow()?.row ?? null
      try {
        const { pos } = await log.ask('filter', { filter, near: near ?? lines.current?.fromRow(1) ?? null })
        if (near !== null && pos !== null) lines.current?.choose({ pos, row: near })
        else if (pos !== null && !lines.current?.isAtEnd()) lines.current?.go({ kind: 'from', top: pos })
      } catch {
        // A log that has been closed answers no more.
      }
    }
    void apply()
  }, [log, filter])

  const { onState, onHit } = props
  useEffect(() => {
    onState(id, state)
  }, [onState, id, state])

  useImperativeHandle(ref, () => ({
    async next(what, direction, text) {
      const row = lines.current?.fromRow(direction) ?? -1
      const found = await log.ask('next', { row, what, direction, text })
      // Behind the last one the first follows.
      const round = found ?? (await log.ask('next', { row: direction === 1 ? -1 : LAST_ROW, what, direction, text }))
      if (!round) return 'none'
      lines.current?.choose(round)
      if (what === 'hit') onHit(id, round.hit)
      return found ? 'found' : 'round'
    },
    async goToTime(time) {
      const found = await log.ask('nearest', { at: time })
      if (found) lines.current?.go({ kind: 'from', top: found.pos })
    },
    go: (place) => lines.current?.go(place),
    focus: () => lines.current?.focus(),
  }))

  const copy = async (which: 'chosen' | 'all', withTimes: boolean) => {
    const range = which === 'chosen' ? lines.current?.chosen() : { from: 0, to: Number.MAX_SAFE_INTEGER }
    if (!range) {
      notify({ tone: 'info', id: 'logs-copy', title: t('copy.nothing') })
      return
    }
    const { text, lines: count, isCut } = await log.ask('copy', { ...range, withTimes })
    const outcome = await copyText(text)
    const title = outcome === 'failed' ? t('copy.failed') : isCut ? t('copy.cut', { count }) : t('copy.done', { count })
    notify({ tone: outcome === 'failed' ? 'bad' : 'good', id: 'logs-copy', title })
  }

  const save = async () => {
    saveFile(await log.ask('save', null), fileName([at.id, alias, fileMoment(Date.now())], 'log'))
    if (state && state.dropped > 0) {
      notify({ tone: 'info', id: 'logs-save', title: t('save.partly', { lines: state.dropped }) })
    }
  }

  const mark = () => {
    const current = lines.current?.currentRow()
    if (!current || current.seam) notify({ tone: 'info', id: 'logs-mark', title: t('marks.chooseFirst') })
    else toggleMark(id, current, wordsOf(ownLine(drawRow(current.text))))
  }

  const goToMark = async (time: number | null) => {
    const found = time === null ? null : await log.ask('nearest', { at: time })
    if (found) lines.current?.choose(found)
  }

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'm') mark()
    else if (event.key === 'c') void copy('chosen', event.shiftKey)
    else if (event.key === 'C') void copy('chosen', true)
    else {
      props.onKey(event)
      return
    }
    event.preventDefault()
  }

  const close = props.onClose
  const latest = useRef<LogPaneActions>({ copy, save, mark, goToMark, close: () => close?.() })
  useEffect(() => {
    latest.current = { copy, save, mark, goToMark, close: () => close?.() }
  })
  const find = useMemo(
    () => (filter.query && !filter.query.isPattern ? filter.query.text.toLowerCase() : null),
    [filter.query],
  )

  return (
    <section
      aria-label={t('pane', names)}
      className={cx(
        'flex h-full min-h-72 min-w-0 flex-col overflow-hidden rounded-lg border bg-surface',
        isActive ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1 ps-3 pe-1">
        <h2 className="min-w-0 text-sm font-semibold">
          <ServerText text={alias} max={60} /> <span className="font-normal text-ink-3">{at.label}</span>
        </h2>
        <LogBadge connection={connection} state={state} />
        {row && connection.kind !== 'following' && (
          <ConditionBadge condition={row.condition} rawState={row.instance.rawState} isKept={row.isKept} />
        )}
        <LogPaneMenus
          name={names.name}
          server={names.server}
          marks={marks}
          actions={latest}
          isClosable={props.onClose !== null}
        />
      </div>
      <LogTrouble at={at} alias={alias} connection={connection} isInDoubt={isInDoubt} onConnect={() => log.connect()} />
      <HeldBackNote server={at} what="lines" className="border-b border-line px-3 py-1.5" />
      <LogLines
        ref={lines}
        log={log}
        state={state}
        id={id}
        label={t('pane', names)}
        isWrapped={isWrapped}
        times={times}
        startsAtEnd={follow}
        find={find}
        empty={emptyWords()}
        onMove={(place, time) => props.onMove(id, place, time)}
        onKey={onKey}
        onFocus={props.onActive}
      />
      <div className="flex items-center justify-between gap-3 border-t border-line px-3 py-1">
        <LogAmount state={state} />
      </div>
    </section>
  )

  function emptyWords(): string {
    if (state && state.lines > 0) return t('noMatch')
    // A moment's silence is no empty log: a busy server takes its time for the first line.
    const isQuiet = connection.kind === 'following' && !state?.isCatchingUp && now - connection.since > QUIET_MS
    return isQuiet ? t('nothingYet') : ''
  }
}

const QUIET_MS = 3_000
/** Behind any row. */
const LAST_ROW = 2 ** 32

function streamsOf(): number {
  return pullLimits().total
}
