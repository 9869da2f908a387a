/** Changes that the operator asked for together, as the stopping of twenty instances. */
export interface ChangeGroup {
  /** The same for all of them, also after a reload. */
  readonly id: string
  /** `kind.what`, as `xw.stop`. */
  readonly kind: string
}

let current: ChangeGroup | null = null

/** The changes that `work` asks for before it first waits belong to `group`. */
export function inGroup<T>(group: ChangeGroup | null | undefined, work: () => T): T {
  const before = current
  current = group ?? null
  try {
    return work()
  } finally {
    current = before
  }
}

/** Null for what was asked for by itself. */
export function currentGroup(): ChangeGroup | null {
  return current
}

export function newGroup(kind: string): ChangeGroup {
  // Web Crypto's own ids are for secure pages only.
  return { id: `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`, kind }
}
