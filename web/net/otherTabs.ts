import { isMultiplexed } from './multiplexed.ts'
import { type ConnectionsTaken, setConnectionsTaken, silentForMs } from './connectionsTaken.ts'
import { requestsUnderWay } from './gate.ts'
import { type StreamMessage, type StreamsOfTab, streamChannel, streamsOpen } from './streamsOpen.ts'

/** So many HTTP/1.1 connections browsers open to one origin, over all tabs; what is asked beyond them is not even sent. */
const MOST_CONNECTIONS = 6
/** Shorter than any call's own time, so that the reason is known when that runs out. */
const SUSPICIOUS_MS = 5_000
const ANSWERS_WITHIN_MS = 300

/**
 * Where requests are under way and nothing at all comes back, asks the console's other tabs how many streams they hold.
 * When those are all connections that there are, no server is to blame.
 */
export async function lookForConnections(): Promise<void> {
  if (requestsUnderWay() === 0 || silentForMs() < SUSPICIOUS_MS || isMultiplexed()) return
  const others = await askOtherTabs()
  const streams = others.streams + streamsOpen()
  // An answer may have come while they were asked.
  if (silentForMs() < SUSPICIOUS_MS) return
  setConnectionsTaken(streams >= MOST_CONNECTIONS ? { streams, tabs: others.tabs } : null)
}

async function askOtherTabs(): Promise<ConnectionsTaken> {
  const channel = streamChannel()
  const answers = new Map<string, number>()
  const onMessage = ({ data }: MessageEvent<unknown>) => {
    if (isAnswer(data)) answers.set(data.tab, data.streams)
  }
  channel?.addEventListener('message', onMessage)
  channel?.postMessage('how-many' satisfies StreamMessage)
  await new Promise((resolve) => setTimeout(resolve, ANSWERS_WITHIN_MS))
  channel?.removeEventListener('message', onMessage)
  return { streams: [...answers.values()].reduce((sum, streams) => sum + streams, 0), tabs: answers.size }
}

function isAnswer(data: unknown): data is StreamsOfTab {
  return (
    typeof data === 'object' &&
    data !== null &&
    'tab' in data &&
    typeof data.tab === 'string' &&
    'streams' in data &&
    typeof data.streams === 'number'
  )
}
