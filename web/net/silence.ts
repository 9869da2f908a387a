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
  return {
    start: () => {
      heardAt = performance.now()
      timer = setTimeout(check, stallMs)
    },
    heard: () => {
      heardAt = performance.now()
      if (!stalled) return
      stalled = false
      timer = setTimeout(check, stallMs)
      o.onRecover?.()
    },
    stop: () => clearTimeout(timer),
  }
}
