import { useCallback, useLayoutEffect, useRef } from 'react'

/** A function that stays the same and gives what the last drawing had: for what only an event needs. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value)
  useLayoutEffect(() => {
    latest.current = value
  })
  return useCallback(() => latest.current, [])
}
