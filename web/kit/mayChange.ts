import { useConnections } from './connections.ts'

/**
 * Whether this console may change its servers (`access` in config.json). What leads to a change is drawn only where
 * it may; what looks, and what is kept in this browser alone, is always there. Follows config.json when that is read
 * again.
 */
export function useMayChange(): boolean {
  return useConnections(({ access }) => access === 'full')
}
