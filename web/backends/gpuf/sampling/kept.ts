/** What this browser kept, or that it does not give it back: a private window keeps nothing. */
export interface Kept<T> {
  readonly found: T
  readonly isRefused: boolean
}

export async function orRefused<T>(read: () => Promise<T>, nothing: T): Promise<Kept<T>> {
  try {
    return { found: await read(), isRefused: false }
  } catch {
    return { found: nothing, isRefused: true }
  }
}
