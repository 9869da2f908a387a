import { readTime } from './wire.ts'

/** Who holds a model's download, out of the text of a refusal. */
export interface PullLock {
  readonly pid: number
  /** When it was taken, in milliseconds since the epoch by the server's clock. */
  readonly time: number | null
  /** The file to remove on the server, should it be stale. */
  readonly path: string | null
}

/** Reads the holder of a download lock out of the error's text: the wire has it in no other place. */
export function readPullLock(message: string): PullLock | null {
  const match = /\(lock: pid=(\d{1,10}),\s*time=([^)\s]{1,64})\)/.exec(message)
  if (!match) return null
  const path = /remove the lock file manually:\s*([^\r\n]+?)\s*$/.exec(message.slice(match.index))
  return { pid: Number(match[1]), time: readTime(match[2] ?? null), path: path?.[1] ?? null }
}
