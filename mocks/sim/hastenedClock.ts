import type { Clock } from './clock.ts'

/** The time of this machine, which can be sent ahead, and be wrong. */
export interface HastenedClock extends Clock {
  /** So much time goes by at once: all that falls due in it happens, in its order. */
  readonly hasten: (ms: number) => Promise<void>
  /** How far its hands are off from now on, without anything falling due. */
  readonly putWrong: (ms: number) => void
}

interface Alarm {
  readonly due: number
  readonly run: () => void
  timer: ReturnType<typeof setTimeout>
}

export function hastenedClock(): HastenedClock {
  const alarms = new Set<Alarm>()
  let ahead = 0
  let wrong = 0
  const time = () => Date.now() + ahead
  const ring = (alarm: Alarm) => {
    clearTimeout(alarm.timer)
    if (alarms.delete(alarm)) alarm.run()
  }
  const arm = (alarm: Alarm) => {
    clearTimeout(alarm.timer)
    alarm.timer = setTimeout(ring, Math.max(0, alarm.due - time()), alarm)
  }
  const nextBefore = (end: number): Alarm | undefined => {
    let next: Alarm | undefined
    for (const alarm of alarms) if (alarm.due <= end && (next === undefined || alarm.due < next.due)) next = alarm
    return next
  }
  return {
    now: () => time() + wrong,
    after(ms, run) {
      const alarm: Alarm = { due: time() + ms, run, timer: setTimeout(() => undefined, 0) }
      alarms.add(alarm)
      arm(alarm)
      return () => {
        clearTimeout(alarm.timer)
        alarms.delete(alarm)
      }
    },
    async hasten(ms) {
      const end = time() + ms
      for (let next = nextBefore(end); next; next = nextBefore(end)) {
        ahead += Math.max(0, next.due - time())
        ring(next)
        // What was woken sets its next alarm behind a few promises.
        await new Promise((resolve) => setImmediate(resolve))
      }
      ahead += Math.max(0, end - time())
      for (const alarm of alarms) arm(alarm)
    },
    putWrong(ms) {
      wrong = ms
    },
  }
}
