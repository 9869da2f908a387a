import { useSyncExternalStore } from 'react'
import type { ChartCursor } from './cursor.ts'

export function useCursor(cursor: ChartCursor): number | null {
  return useSyncExternalStore(cursor.listen, cursor.read)
}
