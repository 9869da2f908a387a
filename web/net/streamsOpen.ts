let open = 0
let channel: BroadcastChannel | null | undefined

/** Between the tabs of this console; null where the browser has no such thing. Over plain HTTP it has, unlike locks. */
export function streamChannel(): BroadcastChannel | null {
  if (channel !== undefined) return channel
  channel = typeof document === 'undefined' || typeof BroadcastChannel === 'undefined' ? null : newChannel()
  return channel
}

/** One tab's answer. All tabs hear it, whoever asked: it says which tab it is, so that none counts twice. */
export interface StreamsOfTab {
  readonly tab: string
  readonly streams: number
}

/** What goes over it: a question, or an answer to it. */
export type StreamMessage = 'how-many' | StreamsOfTab

const tab = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

function newChannel(): BroadcastChannel {
  const made = new BroadcastChannel('quarterdeck.streams')
  made.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === 'how-many' && open > 0) made.postMessage({ tab, streams: open } satisfies StreamMessage)
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
