import { workerAddress } from '@/lib/workerAddress.ts'
import searchWorker from './logSearch.worker.ts?worker&url'
import { hitsIn } from './logSearch.ts'

export interface SearchAsked {
  readonly source: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
}

export interface SearchAnswered {
  readonly hits: Uint32Array<ArrayBuffer>
}

/** An expression that takes longer than this for a slice takes for ever. */
const GIVE_UP_MS = 2_000

export class TooSlowError extends Error {}

/** Looks through slices of a log. */
export interface Searcher {
  /** Has its thread ready for when somebody searches. */
  warmUp(): void
  /** @throws {TooSlowError} */
  look(expression: RegExp, bytes: Uint8Array<ArrayBuffer>, rows: number): Promise<Uint32Array>
  close(): void
}

/**
 * Searches in a worker of its own: a regular expression can take for ever and nothing stops it but the end of its
 * thread. Without workers it searches here.
 */
export function startSearcher(): Searcher {
  if (typeof Worker === 'undefined') {
    return {
      warmUp: () => undefined,
      look: async (expression, bytes, rows) => hitsIn(bytes, rows, expression),
      close: () => undefined,
    }
  }
  let worker: Worker | undefined
  let waiting: { readonly resolve: (hits: Uint32Array) => void; readonly reject: (error: Error) => void }[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const end = (error: Error) => {
    clearTimeout(timer)
    worker?.terminate()
    worker = undefined
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  const watch = () => {
    clearTimeout(timer)
    if (waiting.length > 0) timer = setTimeout(() => end(new TooSlowError()), GIVE_UP_MS)
  }
  const start = (): Worker => {
    const made = new Worker(workerAddress(searchWorker), { type: 'module' })
    made.onmessage = ({ data }: MessageEvent<SearchAnswered>) => {
      waiting.shift()?.resolve(data.hits)
      watch()
    }
    made.onerror = (event) => {
      event.preventDefault()
      end(new Error('The search broke down.'))
    }
    return made
  }

  return {
    warmUp: () => {
      worker ??= start()
    },
    look: (expression, bytes, rows) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        waiting.push({ resolve, reject })
        if (waiting.length === 1) watch()
        const asked: SearchAsked = { source: expression.source, bytes, rows }
        worker.postMessage(asked, [bytes.buffer])
      }),
    close: () => {
      waiting = []
      end(new Error('closed'))
    },
  }
}
