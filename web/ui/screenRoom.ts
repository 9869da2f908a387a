import { useSyncExternalStore } from 'react'

/** How many of a table's columns fit: those with a priority up to this. */
export type Room = 1 | 2 | 3

const queries = ['(width >= 1024px)', '(width >= 640px)'] as const

export function useScreenRoom(): Room {
  return useSyncExternalStore(subscribe, room, () => 3)
}

function room(): Room {
  // Without a screen nothing is hidden.
  if (typeof matchMedia === 'undefined' || matchMedia(queries[0]).matches) return 3
  return matchMedia(queries[1]).matches ? 2 : 1
}

function subscribe(listener: () => void): () => void {
  if (typeof matchMedia === 'undefined') return () => {}
  const media = queries.map((query) => matchMedia(query))
  for (const one of media) one.addEventListener('change', listener)
  return () => {
    for (const one of media) one.removeEventListener('change', listener)
  }
}
