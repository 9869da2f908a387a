const WINDOW_MS = 30_000
const LEAST_DATA_MS = 3_000
const WILD_ETA_MS = 7 * 24 * 3_600_000

/** A step so many times larger and faster than the others is no transfer: files that lay on the disk were counted. */
const JUMP_FACTOR = 10

/** The done figure grew to `bytes` at `at`. */
interface Growth {
  readonly at: number
  readonly bytes: number
}

/**
 * The measured speed of a transfer, from how its done figure grows: the mean over the last 30 seconds.
 *
 * It is made for coarse figures. A server that tells gibibytes with one decimal jumps by 107 MB, at 10 MB/s every ten
 * seconds. Between two moments of growth the mean is right; between two moments in a plateau it could be anything. So
 * only moments of growth count, and where they are rarer than the window, the last two do.
 */
export class SpeedMeter {
  #growths: Growth[] = []
  #last: Growth | undefined

  /**
   * @param timeMs of any clock, as long as it is always the same
   * @param doneBytes a drop, as after an attempt that failed, starts the measuring anew
   */
  add(timeMs: number, doneBytes: number): void {
    const last = this.#last
    if (last && (doneBytes < last.bytes || timeMs < last.at)) this.reset()
    const grew = this.#last !== undefined && doneBytes > this.#last.bytes
    this.#last = { at: timeMs, bytes: doneBytes }
    if (!grew) return

    this.#growths.push(this.#last)
    const horizon = timeMs - WINDOW_MS
    while (this.#growths.length > 2 && (this.#growths[0]?.at ?? 0) < horizon) this.#growths.shift()
  }

  /** Forgets everything: to be called when a transfer is resumed, for what lies on the disk counts as done at once. */
  reset(): void {
    this.#growths = []
    this.#last = undefined
  }

  /**
   * Bytes a second, null while unknown. Zero after a silence that is long, measured by how often the figure grew.
   *
   * @param nowMs when asked; where not given, the last sample's time
   */
  bytesPerSecond(nowMs: number = this.#last?.at ?? 0): number | null {
    const last = this.#growths.at(-1)
    if (!last) return null
    const steps = withoutJumps(stepsOf(this.#growths))
    const bytes = sum(steps.map((step) => step.bytes))
    const movingMs = sum(steps.map((step) => step.ms))
    if (movingMs < LEAST_DATA_MS) return null

    const usualMs = movingMs / steps.length
    const silentMs = nowMs - last.at
    if (silentMs > WINDOW_MS && silentMs > 3 * usualMs) return 0
    const lateMs = silentMs > 2 * usualMs ? silentMs - usualMs : 0
    return (bytes * 1000) / (movingMs + lateMs)
  }

  /** How long until `totalBytes`; null while unknown, at a standstill, and when it would be more than seven days. */
  etaMs(totalBytes: number, nowMs?: number): number | null {
    const speed = this.bytesPerSecond(nowMs)
    if (speed === null || speed === 0 || !this.#last) return null
    const etaMs = (Math.max(0, totalBytes - this.#last.bytes) * 1000) / speed
    return etaMs > WILD_ETA_MS ? null : etaMs
  }
}

interface Step {
  readonly ms: number
  readonly bytes: number
}

function stepsOf(growths: readonly Growth[]): Step[] {
  return growths.flatMap((growth, index) => {
    const before = growths[index - 1]
    return before ? [{ ms: growth.at - before.at, bytes: growth.bytes - before.bytes }] : []
  })
}

function withoutJumps(steps: Step[]): Step[] {
  // Of two, nobody can say which is the odd one.
  if (steps.length < 3) return steps
  const usualBytes = median(steps.map((step) => step.bytes))
  const usualRate = median(steps.map((step) => step.bytes / step.ms))
  // Both, for events that were held up on their way come at once: fast, but each of the usual size.
  return steps.filter(
    (step) => step.bytes <= usualBytes * JUMP_FACTOR || step.bytes <= usualRate * JUMP_FACTOR * step.ms,
  )
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
