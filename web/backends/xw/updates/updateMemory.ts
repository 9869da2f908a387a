import * as v from 'valibot'
import {
  failReasons,
  type Look,
  type RunPhase,
  type ServerUpdate,
  skipReasons,
  type StepState,
  updatePhases,
  type UpdateRun,
} from './updateRun.ts'
import { UPDATE_MEMORY_PREFIX } from './updateRuns.ts'

const Text = v.pipe(v.string(), v.maxLength(20_000))
const Words = v.nullable(Text)
const When = v.nullable(v.number())

const StepSchema = v.variant('kind', [
  v.object({ kind: v.literal('waiting') }),
  v.object({ kind: v.literal('done'), tookMs: v.number() }),
  v.object({ kind: v.literal('skipped'), why: v.picklist(skipReasons) }),
  v.object({ kind: v.literal('failed'), why: v.picklist(failReasons), problem: v.null(), words: Words }),
])

const conditions = [
  'starting',
  'loading',
  'ready',
  'running',
  'not-answering',
  'stopping',
  'stopped',
  'exited',
  'error',
  'unknown',
] as const

const LookSchema = v.object({
  xw: Words,
  startedAt: When,
  set: Words,
  running: Words,
  census: v.object({
    models: v.nullable(v.record(v.string(), v.array(Text))),
    deviceTypes: v.nullable(v.array(Text)),
  }),
  vitals: v.nullable(v.array(v.object({ id: Text, alias: Text, condition: v.picklist(conditions) }))),
})

const ServerSchema = v.object({
  server: Text,
  to: Text,
  phase: v.picklist(updatePhases),
  steps: v.object({ before: StepSchema, update: StepSchema, reload: StepSchema, check: StepSchema }),
  before: v.nullable(LookSchema),
  after: v.nullable(LookSchema),
  downloaded: v.boolean(),
  restartRequired: v.boolean(),
  restarted: v.nullable(v.object({ goneMs: When })),
  answerLost: v.boolean(),
})

const RunSchema = v.object({
  id: Text,
  startedAt: v.number(),
  to: Text,
  atOnce: v.picklist([1, 2]),
  stopAtFailure: v.boolean(),
  phase: v.picklist(['going', 'stopped', 'stopped-by-failure', 'interrupted', 'finished']),
  servers: v.array(ServerSchema),
})

export interface UpdateMemory {
  all(): readonly UpdateRun[]
  keep(run: UpdateRun): void
  forget(id: string): void
}

/** A storage that refuses (private mode, full) costs the memory of reloads and nothing else: servers know their version. */
export function createUpdateMemory(storage: () => Storage): UpdateMemory {
  return {
    all() {
      try {
        return readAll(storage())
      } catch {
        return []
      }
    },
    keep(run) {
      try {
        storage().setItem(UPDATE_MEMORY_PREFIX + run.id, JSON.stringify(written(run)))
      } catch {
        // As above.
      }
    },
    forget(id) {
      try {
        storage().removeItem(UPDATE_MEMORY_PREFIX + id)
      } catch {
        // As above.
      }
    },
  }
}

function written(run: UpdateRun): v.InferInput<typeof RunSchema> {
  return {
    ...run,
    phase: phaseWritten(run),
    servers: run.servers.map(serverWritten),
  }
}

function serverWritten(one: ServerUpdate): v.InferInput<typeof ServerSchema> {
  const { before, update, reload, check } = one.steps
  return {
    server: one.server,
    to: one.to,
    phase: one.phase,
    steps: {
      before: stepWritten(before),
      update: stepWritten(update),
      reload: stepWritten(reload),
      check: stepWritten(check),
    },
    before: lookWritten(one.before),
    after: lookWritten(one.after),
    downloaded: one.downloaded,
    restartRequired: one.restartRequired,
    restarted: one.restarted,
    answerLost: one.answerLost,
  }
}

function lookWritten(look: Look | null): v.InferInput<typeof LookSchema> | null {
  if (look === null) return null
  const { models, deviceTypes } = look.census
  return {
    ...look,
    census: {
      models: models && Object.fromEntries(Object.entries(models).map(([id, types]) => [id, [...types]])),
      deviceTypes: deviceTypes && [...deviceTypes],
    },
    vitals: look.vitals && [...look.vitals],
  }
}

function phaseWritten({ phase }: UpdateRun): v.InferInput<typeof RunSchema>['phase'] {
  return phase === 'running' || phase === 'stopping' ? 'going' : phase
}

/** What was under way is asked for anew; a problem is an object of this page, and only its words stay. */
function stepWritten(step: StepState): v.InferInput<typeof StepSchema> {
  switch (step.kind) {
    case 'running':
    case 'away':
      return { kind: 'waiting' }
    case 'failed':
      return { ...step, problem: null }
    case 'waiting':
    case 'done':
    case 'skipped':
      return step
  }
}

function readAll(storage: Storage): readonly UpdateRun[] {
  const runs: UpdateRun[] = []
  for (let index = 0; index < storage.length; index += 1) {
    const key = storage.key(index)
    if (!key?.startsWith(UPDATE_MEMORY_PREFIX)) continue
    const run = v.safeParse(RunSchema, parsed(storage.getItem(key)))
    if (!run.success) continue
    const { phase, servers, ...rest } = run.output
    const read: RunPhase = phase === 'going' ? 'interrupted' : phase
    runs.push({ ...rest, phase: read, servers: servers.map(serverRead) })
  }
  return runs.sort((a, b) => b.startedAt - a.startedAt)
}

function serverRead(one: v.InferOutput<typeof ServerSchema>): ServerUpdate {
  return { ...one, phase: one.phase === 'running' ? 'interrupted' : one.phase, now: null }
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
