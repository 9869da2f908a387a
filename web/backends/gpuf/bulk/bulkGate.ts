/** Everybody waits at it until somebody opens it. */
export interface Gate {
  readonly over: Promise<void>
  readonly open: () => void
}

export function createGate(onOpen: () => void): Gate {
  const opened = new AbortController()
  return {
    over: new Promise((resolve) => opened.signal.addEventListener('abort', () => resolve(), { once: true })),
    open() {
      onOpen()
      opened.abort()
    },
  }
}
