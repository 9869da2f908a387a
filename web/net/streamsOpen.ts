let open = 0
let channel: BroadcastChannel | null | undefined

/** Between the tabs of this console; null where the browser has no such thing. Over plain HTTP it has, unlike locks. */
export function streamChannel(): BroadcastChannel | null {
  if (channel !== undefined) return channel
  channel = typeof document === 'undefined' || typeof BroadcastChannel === 'undefined' ? null : newChannel()
  return channel
}

/** What goes over it: a question, or one tab's answer to it. */
export type StreamMessage = 'how-many' | number

function newChannel(): BroadcastChannel {
  const made = new BroadcastChannel('quarterdeck.streams')
  made.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'how-many' && open > 0) made.postMessage(open satisfies StreamMessage)
  })
  return made
}

/** How many long streams this tab has. */
export function streamsOpen(): number {
  return open
}

/** @returns ends it; may be called more than once */
export function countStream(): () => void {
  streamChannel()
  open += 1
  let counts = true
  return () => {
    if (counts) open -= 1
    counts = false
  }
}
