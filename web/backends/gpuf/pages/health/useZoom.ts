import { useCallback, useMemo } from 'react'
import type { HistoryRange } from '../../schema/history.ts'
import { useHealthSearch } from './useHealthSearch.ts'
import { formatZoom, readZoom } from './zoomText.ts'

export interface Zoom {
  /** All there is. */
  readonly whole: HistoryRange
  /** What is shown of it. */
  readonly window: HistoryRange
  readonly isZoomed: boolean
  /** Null is the whole. */
  readonly onZoom: (range: HistoryRange | null) => void
}

/** The part of the range that is looked at. It stays where it is when the range moves on. */
export function useZoom(whole: HistoryRange): Zoom {
  const [{ zoom }, change] = useHealthSearch()
  const onZoom = useCallback(
    (range: HistoryRange | null) => change({ zoom: range === null ? undefined : formatZoom(range) }),
    [change],
  )
  return useMemo(() => {
    const part = readZoom(zoom, whole)
    return { whole, window: part ?? whole, isZoomed: part !== undefined, onZoom }
  }, [zoom, whole, onZoom])
}

/** The window that comes of a zoom: the address knows no parts of a second. */
export function zoomedWindow(range: HistoryRange | null, whole: HistoryRange): HistoryRange {
  return (range && readZoom(formatZoom(range), whole)) ?? whole
}
