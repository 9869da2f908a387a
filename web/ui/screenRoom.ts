import { useSyncExternalStore } from 'react'

/** How many of a table's columns fit: those with a priority up to this. */
export type Room = 1 | 2 | 3 | 4

/** Widest first: the first that holds gives the highest room. */
const queries = ['(width >= 1600px)', '(width >= 1280px)', '(width >= 640px)'] as const
const rooms: readonly Room[] = [4, 3, 2]

export function useScreenRoom(): Room {
  return useSyncExternalStore(subscribe, room, () => 4)
}

function room(): Room {
  // Without a screen nothing is hidden.
  if (typeof matchMedia === 'undefined') return 4
  return rooms[queries.findIndex((query) => matchMedia(query).matches)] ?? 1
}

function subscribe(listener: () => void): () => void {
  if (typeof matchMedia === 'undefined') return () => {}
  const media = queries.map((query) => matchMedia(query))
  for (const one of media) one.addEventListener('change', listener)
  return () => {
    for (const one of media) one.removeEventListener('change', listener)
  }
}
