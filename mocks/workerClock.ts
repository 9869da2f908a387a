/** Where a page tells its workers by how many milliseconds time has leapt. */
export const WORKER_CLOCK = 'quarterdeck-worker-clock'

/**
 * Goes in front of a worker's script. A browser driver's clock is the page's alone: this gives workers hands that can
 * be moved too.
 */
export const workerClock = `{
  const real = { set: setTimeout.bind(self), clear: clearTimeout.bind(self), now: Date.now, tick: performance.now.bind(performance) }
  const alarms = new Map()
  let ahead = 0
  let last = 0
  const time = () => real.tick() + ahead
  const forget = (id) => {
    const alarm = alarms.get(id)
    if (alarm) real.clear(alarm.timer)
    alarms.delete(id)
    return alarm
  }
  const ring = (id) => {
    const alarm = forget(id)
    if (alarm) alarm.run(...alarm.args)
  }
  const arm = (id, alarm) => {
    real.clear(alarm.timer)
    alarm.timer = real.set(ring, Math.max(0, alarm.due - time()), id)
  }
  self.setTimeout = (run, ms = 0, ...args) => {
    const alarm = { run, args, due: time() + ms }
    last += 1
    alarms.set(last, alarm)
    arm(last, alarm)
    return last
  }
  self.clearTimeout = (id) => void forget(id)
  Date.now = () => real.now() + ahead
  performance.now = time
  new BroadcastChannel('${WORKER_CLOCK}').onmessage = ({ data }) => {
    ahead += data
    for (const [id, alarm] of alarms) arm(id, alarm)
  }
}
`
