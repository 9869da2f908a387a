import type { ChangeGroup } from '@/net/changeGroup.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isGoing, newServerUpdate, type RunPhase, type ServerUpdate, type UpdateRun } from './updateRun.ts'

export interface UpdateDeps {
  /** Brings one server there and tells of each step. Never rejects. */
  readonly updateOne: (
    at: Endpoint,
    from: ServerUpdate,
    show: (next: ServerUpdate) => void,
    group: ChangeGroup,
  ) => Promise<ServerUpdate>
  /** How a server stands now; null where it does not answer. */
  readonly look: (at: Endpoint) => Promise<ServerUpdate['now']>
  readonly endpointOf: (server: string) => Endpoint | undefined
  readonly show: (runs: readonly UpdateRun[]) => void
  readonly keep: (run: UpdateRun) => void
  readonly forget: (id: string) => void
  readonly now: () => number
}

export interface NewUpdateRun {
  readonly servers: readonly string[]
  readonly to: string
  readonly atOnce: 1 | 2
  readonly stopAtFailure: boolean
}

export interface UpdateEngine {
  /** Returns the run's id. Servers that another run is busy with are left out. */
  start(wanted: NewUpdateRun): string
  /** The server under way is brought to its end, and no other is begun. */
  stop(id: string): void
  /** The servers that still wait or were interrupted. */
  goOn(id: string): void
  /** Those that failed, or one of them. */
  retry(id: string, server?: string): void
  dismiss(id: string): void
  /** Runs of this tab from before it was loaded anew. Looks how their servers stand now. */
  restore(runs: readonly UpdateRun[]): void
}

const RUNS_KEPT = 6

/** The runs of this tab, each server after the other or two at a time. */
export function createUpdateEngine(deps: UpdateDeps): UpdateEngine {
  let runs: readonly UpdateRun[] = []
  /** What each going run still has to do: a retry of one server is not a wish to go on with the others. */
  const queues = new Map<string, string[]>()

  const find = (id: string): UpdateRun | undefined => runs.find((run) => run.id === id)

  function change(id: string, next: (run: UpdateRun) => UpdateRun): void {
    runs = runs.map((run) => (run.id === id ? next(run) : run))
    deps.show(runs)
    const run = find(id)
    if (run) deps.keep(run)
  }

  const setPhase = (id: string, phase: RunPhase): void => change(id, (run) => ({ ...run, phase }))

  function setServer(id: string, next: ServerUpdate): void {
    change(id, (run) => ({
      ...run,
      servers: run.servers.map((one) => (one.server === next.server ? next : one)),
    }))
  }

  function isBusy(server: string): boolean {
    return runs.some((run) => isGoing(run) && run.servers.some((one) => one.server === server && isUnfinished(one)))
  }

  function takeNext(id: string): ServerUpdate | undefined {
    const run = find(id)
    const server = run?.phase === 'running' ? queues.get(id)?.shift() : undefined
    return run?.servers.find((one) => one.server === server)
  }

  async function lane(id: string): Promise<void> {
    for (;;) {
      const next = takeNext(id)
      if (next === undefined) return
      const at = deps.endpointOf(next.server)
      // Taken out of config.json since.
      if (at === undefined) {
        setServer(id, { ...next, phase: 'interrupted' })
        continue
      }
      setServer(id, { ...next, phase: 'running' })
      const group = { id, kind: 'xw.update' }
      const ended = await deps.updateOne(at, next, (shown) => setServer(id, shown), group)
      setServer(id, ended)
      if (ended.phase === 'failed' && find(id)?.stopAtFailure === true) queues.set(id, [])
    }
  }

  async function work(id: string, servers: readonly string[]): Promise<void> {
    const run = find(id)
    if (run === undefined) return
    queues.set(id, [...servers])
    setPhase(id, 'running')
    await Promise.all(Array.from({ length: run.atOnce }, () => lane(id)))
    queues.delete(id)
    const ended = find(id)
    if (ended !== undefined) setPhase(id, endOf(ended))
  }

  function again(id: string, isWanted: (one: ServerUpdate) => boolean): void {
    const run = find(id)
    if (run === undefined || isGoing(run)) return
    const wanted = run.servers.filter((one) => isWanted(one) && !isBusy(one.server))
    if (wanted.length === 0) return
    change(id, (now) => ({
      ...now,
      servers: now.servers.map((one) => (wanted.includes(one) ? { ...one, phase: 'waiting' } : one)),
    }))
    void work(
      id,
      wanted.map(({ server }) => server),
    )
  }

  function drop(id: string): void {
    runs = runs.filter((run) => run.id !== id)
    deps.forget(id)
  }

  return {
    start({ servers, to, atOnce, stopAtFailure }) {
      const startedAt = deps.now()
      const id = `${startedAt.toString(36)}-${Math.random().toString(36).slice(2, 8)}`
      const free = servers.filter((server) => !isBusy(server))
      const run: UpdateRun = {
        id,
        startedAt,
        to,
        atOnce,
        stopAtFailure,
        phase: 'running',
        servers: free.map((server) => newServerUpdate(server, to)),
      }
      runs = [run, ...runs]
      for (const old of runs.slice(RUNS_KEPT)) if (!isGoing(old)) drop(old.id)
      void work(id, free)
      return id
    },
    stop(id) {
      if (find(id)?.phase === 'running') setPhase(id, 'stopping')
    },
    goOn: (id) => again(id, ({ phase }) => phase === 'waiting' || phase === 'interrupted'),
    retry: (id, server) =>
      again(id, (one) => one.phase === 'failed' && (server === undefined || one.server === server)),
    dismiss(id) {
      const run = find(id)
      if (run === undefined || isGoing(run)) return
      drop(id)
      deps.show(runs)
    },
    restore(kept) {
      runs = [...runs, ...kept.filter(({ id }) => find(id) === undefined)]
      deps.show(runs)
      for (const { id, servers } of kept) {
        for (const { server, phase } of servers) if (phase === 'interrupted') void lookAgain(id, server)
      }
    },
  }

  async function lookAgain(id: string, server: string): Promise<void> {
    const at = deps.endpointOf(server)
    if (at === undefined) return
    const now = await deps.look(at)
    const one = find(id)?.servers.find((other) => other.server === server)
    // Gone on with in the meantime.
    if (one?.phase === 'interrupted') setServer(id, { ...one, now })
  }
}

/** How a run stands once nothing of it is under way. */
function endOf({ phase, servers, stopAtFailure }: UpdateRun): RunPhase {
  if (!servers.some((one) => one.phase === 'waiting')) return 'finished'
  if (phase === 'stopping') return 'stopped'
  return stopAtFailure && servers.some((one) => one.phase === 'failed') ? 'stopped-by-failure' : 'stopped'
}

function isUnfinished({ phase }: ServerUpdate): boolean {
  return phase === 'waiting' || phase === 'running'
}
