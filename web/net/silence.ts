import { onWake } from './wake.ts'

interface SilenceWatch {
  readonly start: () => void
  readonly heard: () => void
  readonly stop: () => void
}

/** Tells when nothing was heard for `stallMs`, once, and when something is heard again. */
export function watchSilence(o: {
  /** Where not given, silence is never told. */
  stallMs?: number | undefined
  onStall?: ((silentForMs: number) => void) | undefined
  onRecover?: (() => void) | undefined
}): SilenceWatch {
  const { stallMs } = o
  if (stallMs === undefined) return { start: () => undefined, heard: () => undefined, stop: () => undefined }

  let heardAt = 0
  /** By the clock of the day, which goes on while the computer sleeps and the other one may not. */
  let heardOn = 0
  let unwatch: (() => void) | undefined
  let stalled = false
  let timer: ReturnType<typeof setTimeout> | undefined
  // One timer that looks at the time, rather than a new one for each of a thousand chunks a second.
  const check = () => {
    const silentForMs = performance.now() - heardAt
    if (silentForMs < stallMs) {
      timer = setTimeout(check, stallMs - silentForMs)
      return
    }
    stalled = true
    o.onStall?.(silentForMs)
  }
  /** What died while the computer slept is noticed now and not after as long again. */
  const onWoken = () => {
    const sleptMs = Date.now() - heardOn
    if (stalled || sleptMs < stallMs) return
    clearTimeout(timer)
    stalled = true
    o.onStall?.(sleptMs)
  }
  const note = () => {
    heardAt = performance.now()
    heardOn = Date.now()
  }
  return {
    start: () => {
      note()
      unwatch = onWake(onWoken)
      timer = setTimeout(check, stallMs)
    },
    heard: () => {
      note()
      if (!stalled) return
      stalled = false
      timer = setTimeout(check, stallMs)
      o.onRecover?.()
    },
    stop: () => {
      unwatch?.()
      clearTimeout(timer)
    },
  }
}
