import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { usePreferences } from '@/kit/preferences.ts'
import type { LogsSearch } from '../../paths.ts'
import { type LogFilter, type LogLevel, logLevels } from '../../schema/logRow.ts'
import { PANES_AT_MOST } from './panes.ts'
import { type TimeForm, timeForms } from './useLogTime.ts'

const route = getRouteApi('/logs')

export interface LogsView {
  /** `server/alias`, those that are shown. */
  readonly of: readonly string[]
  /** More than can be shown were asked for. */
  readonly isTooMany: boolean
  readonly filter: LogFilter
  readonly query: string
  readonly isPattern: boolean
  /** Wanted, also while nothing is searched for. */
  readonly onlyHits: boolean
  readonly wrap: boolean
  readonly times: TimeForm
  readonly follow: boolean
  readonly set: (change: Partial<LogsSearch>) => void
}

/** What the address says of the page, read with forbearance. */
export function useLogsSearch(): LogsView {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const timeZone = usePreferences((preferences) => preferences.timeZone)
  const { of = [], q: addressed = '', re, only, level, wrap, times, follow } = search
  // The address follows in its own time; who searches does not wait for it.
  const [typed, setTyped] = useState<string | null>(null)
  const [seen, setSeen] = useState(addressed)
  if (seen !== addressed) {
    setSeen(addressed)
    setTyped(null)
  }
  const q = seen === addressed ? (typed ?? addressed) : addressed
  const levelsKey = (level ?? []).filter(isLevel).join()

  const filter = useMemo((): LogFilter => {
    const levels = levelsKey.split(',').filter(isLevel)
    return { levels, query: q === '' ? null : { text: q, isPattern: re === 'on' }, onlyHits: only === 'on' && q !== '' }
  }, [levelsKey, q, re, only])

  return {
    of: of.slice(0, PANES_AT_MOST),
    isTooMany: of.length > PANES_AT_MOST,
    filter,
    query: q,
    isPattern: re === 'on',
    onlyHits: only === 'on',
    wrap: wrap === 'on',
    times: timeForms.find((form) => form === times) ?? timeZone,
    follow: follow !== 'off',
    // What is scrolled is the log, and it knows where it is.
    set: (change) => {
      if ('q' in change) setTyped(change.q ?? '')
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
    },
  }
}

function isLevel(word: string): word is LogLevel {
  return logLevels.some((level) => level === word)
}
