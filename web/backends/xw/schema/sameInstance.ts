import type { Instance } from './instance.ts'

/** What tells one instance from another of the same alias. */
export type InstanceMark = Pick<Instance, 'id' | 'alias' | 'modelId' | 'createdAt' | 'startedAt' | 'containerId'>

/**
 * Whether two looks show the very same instance. An id is made of the alias, so that a new instance may have the old
 * one's: its container, or when it was created and started, tells them apart.
 */
export function isSameInstance(a: InstanceMark, b: InstanceMark): boolean {
  if (a.id !== b.id || a.alias !== b.alias || a.modelId !== b.modelId) return false
  if (differ(a.createdAt, b.createdAt)) return false
  // A container may be started anew by its engine and is still the same one.
  if (a.containerId !== null && b.containerId !== null) return a.containerId === b.containerId
  return !differ(a.startedAt, b.startedAt)
}

function differ(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a !== b
}

/** What has become of an instance, by a list read just now. */
export type Meanwhile =
  | { readonly kind: 'same'; readonly now: Instance }
  /** The alias belongs to another instance. */
  | { readonly kind: 'replaced'; readonly now: Instance }
  | { readonly kind: 'gone' }
  /** The list is empty, as it is when the server's container engine has failed. */
  | { readonly kind: 'nothing-listed' }

export function meanwhile(known: InstanceMark, list: readonly Instance[]): Meanwhile {
  const same = list.find((instance) => isSameInstance(instance, known))
  if (same) return { kind: 'same', now: same }
  const now = list.find(({ alias }) => alias === known.alias) ?? list.find(({ id }) => id === known.id)
  if (now) return { kind: 'replaced', now }
  return { kind: list.length === 0 ? 'nothing-listed' : 'gone' }
}
