import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import type { Vital } from '../schema/census.ts'
import { newServerUpdate, type ServerUpdate, type StepState, updateSteps } from './updateRun.ts'
import { PATIENCE_MS, type ServerCalls, SETTLE_MS, updateServer } from './updateServer.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const problem = (facts: ProblemFacts) => new Problem(at, 'xw.update', facts)
const gone = problem({ kind: 'request', reason: 'unreachable' })
const dropped = problem({ kind: 'broken-off', reason: 'dropped' })
const refused = problem({ kind: 'server', status: 500, words: 'disk full' })

/** A server as small as the machine needs it. */
class Server {
  process = 1_000
  set = '0.0.5'
  running = '0.0.5'
  awayUntil = 0
  catalogue: Record<string, string[]> = { a: ['ascend-910b'], b: ['ascend-910b'] }
  types = ['ascend-910b']
  vitals: Vital[] = [{ id: 'chat', alias: 'chat', condition: 'ready' }]
  /** What happens in place of an ordinary answer. */
  onUpdate: (version: string) => Problem | undefined = () => undefined
  onReload: () => Problem | undefined = () => undefined
  updates: string[] = []
  reloads = 0

  restart(goneMs: number): void {
    this.awayUntil = Date.now() + goneMs
    this.process += 1
    this.running = this.set
  }

  private async here<T>(answer: () => T): Promise<T> {
    await Promise.resolve()
    if (Date.now() < this.awayUntil) throw gone
    return answer()
  }

  private apply(): void {
    if (this.running !== '0.0.6') return
    this.catalogue = { a: ['ascend-910b', 'metax-c550'], c: ['metax-c550'] }
    this.types = ['ascend-910b', 'metax-c550']
  }

  calls(): ServerCalls {
    return {
      version: () => this.here(() => ({ version: '0.0.1', startedAt: this.process, gitCommit: null })),
      configInfo: () =>
        this.here(() => ({
          name: 'npu-01',
          registry: null,
          configVersion: this.running,
          host: null,
          port: null,
          configDir: null,
          dataDir: null,
        })),
      currentVersion: () => this.here(() => ({ configVersion: this.set, installed: true })),
      models: () =>
        this.here(() => {
          this.apply()
          const models = Object.entries(this.catalogue).map(([id, supportedDevices]) => ({
            id,
            description: null,
            version: null,
            sizeBytes: null,
            supportedDevices,
            format: null,
            status: 'not_downloaded',
            source: null,
            tag: null,
            defaultEngine: null,
            modifiedAt: null,
          }))
          return { models, total: models.length, available: models.length, detectedDevices: [] }
        }),
      supportedDevices: () => this.here(() => this.types),
      vitals: () => this.here(() => this.vitals),
      update: (version) =>
        this.here(() => {
          this.updates.push(version)
          const trouble = this.onUpdate(version)
          if (trouble) throw trouble
          const previousVersion = this.set
          this.set = version
          return {
            success: true,
            previousVersion,
            newVersion: version,
            downloaded: true,
            message: null,
            restartRequired: true,
          }
        }),
      reload: () =>
        this.here(() => {
          this.reloads += 1
          const trouble = this.onReload()
          if (trouble) throw trouble
          this.running = this.set
          return { message: null, configVersion: this.running }
        }),
      now: Date.now,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }
  }
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

async function run(server: Server, from = newServerUpdate(at.id, '0.0.6'), forMs = PATIENCE_MS * 3) {
  const shown: ServerUpdate[] = []
  const ending = updateServer(server.calls(), from, (next) => shown.push(next))
  await vi.advanceTimersByTimeAsync(forMs)
  return { end: await ending, shown }
}

const tookMs = (step: StepState) => (step.kind === 'done' ? step.tookMs : null)
const kinds = ({ steps }: ServerUpdate) => updateSteps.map((step) => steps[step].kind).join(' ')

test('a server is updated, reloaded and compared: what came and what went is known', async () => {
  const server = new Server()
  const { end } = await run(server)
  expect(end.phase).toBe('done')
  expect(kinds(end)).toBe('done done done done')
  expect(server).toMatchObject({ set: '0.0.6', running: '0.0.6', reloads: 1 })
  expect(Object.keys(end.before?.census.models ?? {})).toEqual(['a', 'b'])
  expect(Object.keys(end.after?.census.models ?? {})).toEqual(['a', 'c'])
  expect(end).toMatchObject({ downloaded: true, restartRequired: true, restarted: null, answerLost: false })
})

describe('an update that ends in a restart', () => {
  test('in the middle of the update: it is waited for, and what is set decides', async () => {
    const server = new Server()
    server.onUpdate = (version) => {
      server.set = version
      server.restart(12_000)
      return dropped
    }
    const { end, shown } = await run(server)
    expect(shown.some(({ steps }) => steps.update.kind === 'away')).toBe(true)
    expect(end.phase).toBe('done')
    expect(end.answerLost).toBe(true)
    expect(end.restarted?.goneMs).toBeGreaterThanOrEqual(12_000)
    // The new process has read it already.
    expect(end.steps.reload).toEqual({ kind: 'skipped', why: 'restarted' })
    expect(server.reloads).toBe(0)
  })

  test('before anything was set: it says that the version is what it was', async () => {
    const server = new Server()
    server.onUpdate = () => {
      server.restart(12_000)
      return dropped
    }
    const { end } = await run(server)
    expect(end.phase).toBe('failed')
    expect(end.steps.update).toMatchObject({ kind: 'failed', why: 'not-set', words: '0.0.5', problem: dropped })
    expect(server.updates).toEqual(['0.0.6'])
  })

  test('after the reload: the check waits for it and goes on', async () => {
    const server = new Server()
    server.onReload = () => {
      setTimeout(() => server.restart(9_000), 1_000)
      return undefined
    }
    const { end, shown } = await run(server)
    expect(shown.some(({ steps }) => steps.check.kind === 'away')).toBe(true)
    expect(end).toMatchObject({ phase: 'done', restarted: { goneMs: expect.any(Number) } })
    expect(kinds(end)).toBe('done done done done')
  })

  test('so short that only its new start tells of it', async () => {
    const server = new Server()
    server.onReload = () => {
      setTimeout(() => server.restart(0), 1_000)
      return undefined
    }
    const { end } = await run(server)
    expect(end).toMatchObject({ phase: 'done', restarted: { goneMs: null } })
  })

  test('that never comes back is said to be so, and a retry goes on from there', async () => {
    const server = new Server()
    server.onUpdate = (version) => {
      server.set = version
      server.restart(PATIENCE_MS * 10)
      return dropped
    }
    const { end } = await run(server)
    expect(end.steps.update).toMatchObject({ kind: 'failed', why: 'not-back', problem: dropped })
    expect(end.steps.reload).toEqual({ kind: 'waiting' })
    server.awayUntil = 0
    const { end: second } = await run(server, end)
    expect(second.phase).toBe('done')
    expect(second.steps.update).toEqual({ kind: 'skipped', why: 'already-set' })
    expect(server.updates).toEqual(['0.0.6'])
  })
})

describe('a step that fails', () => {
  test('before: nothing is changed', async () => {
    const server = new Server()
    server.awayUntil = Number.POSITIVE_INFINITY
    const { end } = await run(server)
    expect(kinds(end)).toBe('failed waiting waiting waiting')
    expect(end.steps.before).toMatchObject({ why: 'refused', problem: gone })
    expect(server.updates).toEqual([])
  })

  test('the update, refused: the server’s words are kept and it is not reloaded', async () => {
    const server = new Server()
    const incompatible = problem({ kind: 'server', status: 400, words: 'not compatible', code: 'version-incompatible' })
    server.onUpdate = () => incompatible
    const { end } = await run(server)
    expect(end.steps.update).toEqual({ kind: 'failed', why: 'refused', problem: incompatible, words: 'not compatible' })
    expect(server.reloads).toBe(0)
  })

  test('the update, timed out: the console asks until it is set', async () => {
    const server = new Server()
    server.onUpdate = (version) => {
      setTimeout(() => (server.set = version), 20_000)
      return problem({ kind: 'timeout', afterMs: 60_000 })
    }
    const { end } = await run(server)
    expect(end).toMatchObject({ phase: 'done', answerLost: true, restarted: null })
    expect(server.updates).toEqual(['0.0.6'])
  })

  test('the reload: the new version is set, the old one runs, and a retry only reloads', async () => {
    const server = new Server()
    server.onReload = () => refused
    const { end } = await run(server)
    expect(kinds(end)).toBe('done done failed waiting')
    expect(server).toMatchObject({ set: '0.0.6', running: '0.0.5' })
    server.onReload = () => undefined
    const { end: second } = await run(server, end)
    expect(second.phase).toBe('done')
    expect(second.before).toBe(end.before)
    expect(server.updates).toEqual(['0.0.6'])
    expect(server.running).toBe('0.0.6')
  })

  test('the reload that changes nothing', async () => {
    const server = new Server()
    server.onReload = () => {
      server.set = '0.0.5'
      return undefined
    }
    const { end } = await run(server)
    expect(end.steps.reload).toMatchObject({ kind: 'failed', why: 'still-old', words: '0.0.5' })
  })
})

test('a server that is there already is not touched', async () => {
  const server = new Server()
  server.set = '0.0.6'
  server.running = '0.0.6'
  const { end } = await run(server)
  expect(kinds(end)).toBe('done skipped skipped done')
  expect(server).toMatchObject({ updates: [], reloads: 0 })
})

test('a server that only lacks the reload is reloaded', async () => {
  const server = new Server()
  server.set = '0.0.6'
  const { end } = await run(server)
  expect(kinds(end)).toBe('done skipped done done')
  expect(server.running).toBe('0.0.6')
})

test('an instance that stops working is waited for, and then said to be ill', async () => {
  const server = new Server()
  server.onReload = () => {
    server.vitals = [{ id: 'chat', alias: 'chat', condition: 'not-answering' }]
    return undefined
  }
  const { end } = await run(server)
  expect(end.phase).toBe('done')
  expect(end.after?.vitals?.[0]?.condition).toBe('not-answering')
  expect(end.steps.check).toMatchObject({ kind: 'done' })
  expect(tookMs(end.steps.check)).toBeGreaterThanOrEqual(SETTLE_MS)
})

test('an instance that comes back within the time is well', async () => {
  const server = new Server()
  server.onReload = () => {
    server.vitals = [{ id: 'chat', alias: 'chat', condition: 'loading' }]
    setTimeout(() => (server.vitals = [{ id: 'chat', alias: 'chat', condition: 'ready' }]), 20_000)
    return undefined
  }
  const { end } = await run(server)
  expect(end.after?.vitals?.[0]?.condition).toBe('ready')
  expect(tookMs(end.steps.check)).toBeLessThan(SETTLE_MS)
})
