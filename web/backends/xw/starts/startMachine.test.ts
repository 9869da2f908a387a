import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Problem } from '@/net/problem.ts'
import { type Instance, InstanceSchema, loadingWindowMs } from '../schema/instance.ts'
import { readStartEvent, type StartEvent } from '../schema/start.ts'
import {
  APPEARS_WITHIN_MS,
  markOf,
  MISSING_FOR_GOOD_MS,
  reduceStart,
  type StartInput,
  STEPS_KEPT,
} from './startMachine.ts'
import { cancelMeaning, isStartOver, newStart, type StartOrder, type StartState } from './startState.ts'

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: '/' } as const
const T0 = Date.parse('2026-11-20T12:00:00Z')

const order: StartOrder = {
  server: 'npu-01',
  alias: 'chat',
  modelId: 'qwen3-8b',
  request: { model_id: 'qwen3-8b', alias: 'chat', backend_type: 'vllm', deployment_mode: 'docker', interactive: false },
  deviceType: 'ascend-910b',
  chips: ['a#0'],
  replaces: null,
  afterPull: false,
}

function instance(over: Record<string, unknown> = {}): Instance {
  return v.parse(InstanceSchema, {
    id: 'chat',
    alias: 'chat',
    model_id: 'qwen3-8b',
    state: 'unhealthy',
    started_at: '2026-11-20T12:00:10Z',
    container_id: 'c1',
    port: 10881,
    ...over,
  })
}

function said(data: string, type = 'message'): StartInput {
  const event = readStartEvent({ type, data })
  if (!event) throw new Error('an empty line')
  return { kind: 'event', event }
}

function listed(...list: Instance[]): StartInput {
  return { kind: 'listed', list, isReady: false }
}

const opening: StartInput = { kind: 'opening' }
const prepared = [opening, said('Allocated port 10881 for model instance')]
const underWay = [...prepared, said('Starting model instance...')]
const pulling = [...underWay, said('Pulling Docker image: x'), said('DOCKER_CR|a1: Downloading [=>  ]  12.3MB/45.6MB')]
const started = [
  ...pulling,
  said('DOCKER_LF|a1: Pull complete'),
  said('Successfully pulled image: x'),
  said('{"instance_id":"chat","model_id":"qwen3-8b","port":10881}'),
]
const done = [...started, said('{"status":"success"}', 'done')]

function run(inputs: readonly StartInput[], from: StartState = newStart(order, null, T0), every = 1_000): StartState {
  return inputs.reduce((state, input, index) => reduceStart(state, input, T0 + (index + 1) * every), from)
}

const dropped: StartInput = {
  kind: 'broken',
  problem: new Problem(at, 'xw.start', { kind: 'broken-off', reason: 'dropped' }),
}

describe('a start that goes well', () => {
  test('prepares, pulls the image layer by layer, starts, loads and is ready', () => {
    expect(run(prepared).phase.kind).toBe('preparing')
    expect(run(underWay).phase.kind).toBe('container')
    const image = run(pulling)
    expect(image.phase.kind).toBe('image')
    expect(image.layers).toEqual([
      { id: 'a1', words: 'Downloading', doneBytes: 12_300_000, totalBytes: 45_600_000, isDone: false },
    ])
    const container = run(started)
    expect(container).toMatchObject({ phase: { kind: 'container' }, instanceId: 'chat', port: 10881 })
    expect(container.layers[0]).toMatchObject({ doneBytes: 45_600_000, isDone: true })
    const loading = run(done)
    expect(loading.phase).toEqual({ kind: 'loading', since: T0 + done.length * 1_000 })
    const ready = run([...done, listed(instance()), listed(instance({ state: 'ready' }))])
    expect(ready.phase).toMatchObject({ kind: 'ready', loadMs: 2_000 })
    expect(ready.seen?.containerId).toBe('c1')
  })

  test('without the line of the instance the list tells which it is', () => {
    const inputs = done.filter((input) => !(input.kind === 'event' && input.event.kind === 'instance'))
    expect(run(inputs)).toMatchObject({ phase: { kind: 'loading' }, instanceId: null })
    expect(run([...inputs, listed(instance())])).toMatchObject({ phase: { kind: 'loading' }, seen: { id: 'chat' } })
  })

  test('a server that only says "running" is ready when its endpoint answers', () => {
    const running = instance({ state: 'running' })
    expect(run([...done, listed(running)]).phase.kind).toBe('loading')
    expect(run([...done, { kind: 'listed', list: [running], isReady: true }]).phase.kind).toBe('ready')
  })

  test('installing a container engine is said', () => {
    expect(run([opening, said('Docker is not installed, installing Docker...')]).isInstallingEngine).toBe(true)
    expect(run([opening, said('Docker is installed and running (version: 28)')]).isInstallingEngine).toBe(false)
  })
})

describe('refused at each step', () => {
  const refusals = [
    ['instance chat already exists', 'exists'],
    ["alias 'chat' is already running on port 10881", 'running'],
    ["alias 'chat' conflicts with an existing model ID, choose another", 'alias-is-model'],
    ['insufficient free devices of same model: requested 4, available 2', 'no-free-chips'],
    ['device index 9 out of range (available: 8 devices)', 'chip-out-of-range'],
    ['pull operation cancelled', 'ran-out-of-time'],
    ['Model not found: qwen3-8b', 'model-unknown'],
    ['write /var/lib/docker: no space left on device', 'disk-full'],
    ['Cannot connect to the Docker daemon at unix:///var/run/docker.sock', 'container-engine'],
    ['something nobody has seen', 'other'],
  ] as const

  test.each(refusals)('an error event that says "%s" is read as %s, whenever it comes', (words, kind) => {
    for (const before of [[opening], prepared, underWay, pulling, started]) {
      const state = run([...before, said(JSON.stringify({ error: words }), 'error')])
      expect(state.phase).toMatchObject({ kind: 'failed', reason: { kind: 'server-said', words, read: { kind } } })
    }
  })

  test('an error event whose data is no JSON is still the error', () => {
    const state = run([...prepared, said('{"error":"no "quotes" escaped"}', 'error')])
    expect(state.phase).toMatchObject({ kind: 'failed', reason: { kind: 'server-said', words: 'no "quotes" escaped' } })
  })

  test('refused before the stream: the answer’s own words, or that nobody answered', () => {
    const words = 'instance chat already exists'
    const refused = new Problem(at, 'xw.start', { kind: 'server', status: 400, words })
    expect(run([opening, { kind: 'refused', problem: refused }]).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'refused', read: { kind: 'exists' } },
    })
    const nobody = new Problem(at, 'xw.start', { kind: 'request', reason: 'unreachable' })
    expect(run([opening, { kind: 'refused', problem: nobody }]).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'refused', read: null },
    })
  })
})

describe('cancelled at each step', () => {
  test.each([
    ['queued', [], 'nothing-sent', false],
    ['preparing', prepared, 'gives-up', false],
    ['the container starting', underWay, 'goes-on', true],
    ['the image downloading', pulling, 'goes-on', true],
    ['loading', done, 'goes-on', true],
  ] as const)('%s', (_step, inputs, meaning, goesOn) => {
    const state = run(inputs)
    expect(cancelMeaning(state.phase)).toBe(meaning)
    expect(run([...inputs, { kind: 'cancelled' }]).phase).toMatchObject({ kind: 'cancelled', goesOn })
  })

  test('silent, it means what it meant before', () => {
    const silent: StartInput = { kind: 'stalled', silentForMs: 80_000 }
    expect(cancelMeaning(run([...prepared, silent]).phase)).toBe('gives-up')
    expect(cancelMeaning(run([...pulling, silent]).phase)).toBe('goes-on')
  })
})

describe('the stream lost at each step', () => {
  test('during the preparation the server gives it up', () => {
    expect(run([...prepared, dropped]).phase).toMatchObject({ kind: 'failed', reason: { kind: 'lost-preparing' } })
    expect(run([opening, { kind: 'broken', problem: null }]).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'lost-preparing', problem: null },
    })
  })

  test.each([
    ['under way', underWay],
    ['with the image', pulling],
    ['before its last event', started],
  ] as const)('%s the server goes on, and its list tells what becomes of it', (_step, inputs) => {
    const lost = run([...inputs, dropped])
    expect(lost.phase.kind).toBe('looking')
    expect(run([...inputs, dropped, listed(instance())]).phase.kind).toBe('loading')
    const ready = run([...inputs, dropped, listed(instance({ state: 'ready' }))])
    // How long it loaded was not seen.
    expect(ready.phase).toMatchObject({ kind: 'ready', loadMs: null })
  })

  test('where no instance comes of it, that is said in the end', () => {
    const lost = run([...pulling, dropped])
    const since = lost.phase.kind === 'looking' ? lost.phase.since : 0
    const before = reduceStart(lost, { kind: 'tick' }, since + APPEARS_WITHIN_MS - 1)
    expect(before.phase.kind).toBe('looking')
    const after = reduceStart(reduceStart(before, listed(), since + 1), { kind: 'tick' }, since + APPEARS_WITHIN_MS)
    expect(after.phase).toMatchObject({ kind: 'failed', reason: { kind: 'never-appeared' } })
  })

  test('silent while pulling, then heard again, it goes on', () => {
    const silent = run([...pulling, { kind: 'stalled', silentForMs: 80_000 }])
    expect(silent.phase).toMatchObject({ kind: 'stalled', before: 'image' })
    expect(run([{ kind: 'recovered' }], silent).phase.kind).toBe('image')
  })
})

describe('what becomes of the instance', () => {
  test('one that ends while it loads is told with its code', () => {
    const ended = instance({ state: 'error', error: 'Container exited unexpectedly with code 137' })
    expect(run([...done, listed(instance()), listed(ended)]).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'ended', code: 137 },
    })
  })

  test('one replaced under the same alias is not taken for it', () => {
    const other = instance({ container_id: 'c2', started_at: '2026-11-20T12:03:00Z' })
    expect(run([...done, listed(instance()), listed(other)]).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'replaced', now: { containerId: 'c2' } },
    })
  })

  test('what had the alias before is not taken for what comes of the start', () => {
    const old = instance({ state: 'error', container_id: 'old', started_at: '2026-11-19T12:00:00Z' })
    const state = run([...pulling, dropped, listed(old)], newStart(order, markOf(old), T0))
    expect(state.phase.kind).toBe('looking')
  })

  test('an empty list is not believed at once, and then said to be one', () => {
    const seen = run([...done, listed(instance())])
    const missing = reduceStart(seen, listed(), T0 + 60_000)
    expect(missing.phase.kind).toBe('loading')
    expect(reduceStart(missing, listed(instance()), T0 + 90_000).missingSince).toBeNull()
    expect(reduceStart(missing, listed(), T0 + 60_000 + MISSING_FOR_GOOD_MS).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'gone', isListEmpty: true },
    })
  })

  test('one that does not get ready in a quarter of an hour is taken for silent', () => {
    const loading = run(done)
    expect(reduceStart(loading, { kind: 'tick' }, T0 + done.length * 1_000 + loadingWindowMs).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'not-ready' },
    })
  })
})

describe('what comes first', () => {
  test('a start that waits for its model begins when it is whole', () => {
    const waiting = newStart({ ...order, afterPull: true }, null, T0)
    expect(waiting.phase.kind).toBe('waiting-for-model')
    expect(run([{ kind: 'model-whole' }], waiting).phase.kind).toBe('queued')
  })

  test('one that replaces another begins when that is removed, and not when it could not be', () => {
    const replaced = markOf(instance())
    const removing = newStart({ ...order, replaces: replaced }, replaced, T0)
    expect(run([{ kind: 'removed' }], removing)).toMatchObject({ phase: { kind: 'queued' }, before: null })
    expect(run([{ kind: 'not-removed', problem: null, now: replaced }], removing).phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'not-removed' },
    })
  })
})

describe('whatever comes in whatever order', () => {
  const events: fc.Arbitrary<StartEvent> = fc.oneof(
    fc.record({
      kind: fc.constant('line' as const),
      text: fc.oneof(fc.string(), fc.constant('Starting model instance')),
    }),
    fc.record({
      kind: fc.constant('layer' as const),
      layer: fc.constantFrom('a', 'b', 'c'),
      text: fc.oneof(fc.string(), fc.constant('Downloading [=>] 1MB/2MB'), fc.constant('Pull complete')),
      final: fc.boolean(),
    }),
    fc.constant({ kind: 'done' as const }),
    fc.record({ kind: fc.constant('error' as const), message: fc.string() }),
  )
  const inputs: fc.Arbitrary<StartInput> = fc.oneof(
    fc.constantFrom<StartInput>(
      opening,
      dropped,
      { kind: 'recovered' },
      { kind: 'stalled', silentForMs: 75_000 },
      { kind: 'tick' },
      { kind: 'removed' },
      { kind: 'model-whole' },
      listed(),
      listed(instance()),
      listed(instance({ state: 'ready' })),
      { kind: 'cancelled' },
    ),
    events.map((event): StartInput => ({ kind: 'event', event })),
  )

  test('what is over stays as it is, and nothing grows without bound', () => {
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 60 }), (sequence) => {
        let state = newStart(order, null, T0)
        sequence.forEach((input, index) => {
          const before = state
          state = reduceStart(state, input, T0 + index * 1_000)
          expect(isStartOver(before.phase) && state !== before).toBe(false)
        })
        expect(state.steps.length).toBeLessThanOrEqual(STEPS_KEPT)
        const overfull = state.layers.filter(({ doneBytes, totalBytes }) => (doneBytes ?? 0) > (totalBytes ?? Infinity))
        expect(overfull).toEqual([])
      }),
    )
  })

  test('under way it is never said to have been given up', () => {
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 30 }), (sequence) => {
        const state = run(sequence, run(underWay))
        const { phase } = state
        const reason = phase.kind === 'failed' ? phase.reason.kind : null
        expect(['lost-preparing', 'left-preparing']).not.toContain(reason)
        expect(phase).not.toMatchObject({ kind: 'cancelled', goesOn: false })
      }),
    )
  })
})
