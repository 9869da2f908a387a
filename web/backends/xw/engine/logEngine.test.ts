import * as fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { BulkError } from '@/net/bulkFailure.ts'
import { rowWords } from '@/lib/terminalRow.ts'
import type { LogFilter, LogRow, LogState } from '../schema/logRow.ts'
import { LogEngine } from './logEngine.ts'
import { noFilter } from './logWork.ts'

const encoder = new TextEncoder()
const engines: LogEngine[] = []

afterEach(() => {
  vi.useRealTimers()
  for (const engine of engines.splice(0)) engine.close()
})

interface Log {
  readonly engine: LogEngine
  readonly state: () => LogState
}

function newLog(limits?: { readonly bytes: number; readonly rows: number }): Log {
  let last: LogState | undefined
  const engine = new LogEngine((state) => (last = state), limits)
  engines.push(engine)
  return {
    engine,
    state: () => {
      if (!last) throw new Error('nothing told')
      return last
    },
  }
}

type End = 'end' | 'drop'

/** One connection that brings these bytes and then ends, or drops. */
async function connect(
  { engine }: Log,
  chunks: readonly (string | Uint8Array)[],
  { end = 'end', identity = 'one' }: { readonly end?: End; readonly identity?: string } = {},
): Promise<void> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        for (const chunk of chunks) {
          controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : new Uint8Array(chunk))
        }
      },
      pull(controller) {
        if (end === 'end') controller.close()
        else controller.error(new TypeError('dropped'))
      },
    },
    { highWaterMark: 0 },
  )
  const call = {
    url: 'http://npu.test/logs',
    timeoutMs: 1000,
    answer: { status: 200, contentType: 'text/plain', body },
  }
  const work = { signal: new AbortController().signal, onOpen: () => undefined }
  await engine.read({ call, identity }, work).catch((error: unknown) => {
    if (!(error instanceof BulkError)) throw error
  })
}

function rowsOf({ engine }: Log): readonly LogRow[] {
  const { rows } = engine.rows({ from: 0, count: 1_000_000 })
  return rows
}

function words(log: Log): string[] {
  return rowsOf(log).map(({ seam, text }) => (seam ? `-- ${seam.kind} ${seam.lines} --` : rowWords(text)))
}

function filter(log: Log, change: Partial<LogFilter>): void {
  log.engine.filter({ filter: { ...noFilter, ...change }, near: null })
}

const line = (second: number, text: string, nanos = '5') =>
  `2026-11-20T12:00:${String(second).padStart(2, '0')}.${nanos}Z ${text}\n`

test('lines come apart with their times, and the last one also without an end', async () => {
  const log = newLog()
  await connect(log, [
    line(1, 'first', '123456789'),
    'without a time\n',
    `${line(2, 'second')}2026-11-20T12:00:03Z no end`,
  ])
  expect(rowsOf(log)).toMatchObject([
    { text: 'first', at: Date.UTC(2026, 10, 20, 12, 0, 1, 123), stamp: '2026-11-20T12:00:01.123456789Z', pos: 0 },
    { text: 'without a time', at: Date.UTC(2026, 10, 20, 12, 0, 1, 123), stamp: null },
    { text: 'second' },
    { text: 'no end', at: Date.UTC(2026, 10, 20, 12, 0, 3), isOpen: false, pos: 3 },
  ])
})

test('that there are lines is told before any of them can be asked for, however soon after the log was opened', async () => {
  const log = newLog()
  filter(log, {})
  expect(log.state()).toMatchObject({ first: 0, end: 0 })
  await connect(log, [line(1, 'first'), line(2, 'second')])
  expect(rowsOf(log)).toHaveLength(2)
  expect(log.state().end).toBeGreaterThan(0)
})

const alphabet = fc.constantFrom(
  'a',
  '名',
  '\n',
  '\r',
  '\r\n',
  '\u001B[31m',
  '\u001B[0m',
  '\u001B[2A',
  '\u001B[2B',
  '\u001B[K',
  '😀',
  '\b',
  '\t',
  ' ',
  '2026-11-20T12:00:01.000000001Z ',
  'ERROR x',
  '\u001B]0;title\u0007',
  '\u001B[',
)
const logText = fc.array(alphabet, { maxLength: 120 }).map((parts) => parts.join(''))
const rubbish = fc.uint8Array({ maxLength: 200 })

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  return [...places, bytes.length].map((end, i) => bytes.slice(i === 0 ? 0 : places[i - 1], end))
}

test('however the bytes are split, the lines, their levels and what they draw are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        logText.map((text) => encoder.encode(text)),
        rubbish,
      ),
      fc.array(fc.nat(2000), { maxLength: 12 }),
      async (bytes, cuts) => {
        const whole = newLog()
        await connect(whole, [bytes])
        const parts = newLog()
        await connect(parts, split(bytes, cuts))
        expect(rowsOf(parts)).toEqual(rowsOf(whole))
        expect(await parts.engine.save().text()).toBe(await whole.engine.save().text())
      },
    ),
    { numRuns: 100 },
  )
})

test('what is saved is what came, byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)
  const log = newLog()
  await connect(log, split(bytes, [1, 300, 4000]))
  expect(new Uint8Array(await log.engine.save().arrayBuffer())).toEqual(bytes)
})

test('a reconnect goes on after the last line, tells what came meanwhile, and shows nothing twice', async () => {
  const log = newLog()
  const history = [line(1, 'one'), line(2, 'two a'), line(2, 'two b'), '  goes on\n']
  await connect(log, [...history, '2026-11-20T12:00:03.5Z half a li'], { end: 'drop' })
  expect(words(log).at(-1)).toBe('half a li')
  await connect(log, [...history, line(3, 'half a line'), line(4, 'four')])
  expect(words(log)).toEqual(['one', 'two a', 'two b', '  goes on', '-- continued 2 --', 'half a line', 'four'])
})

test('nothing is lost or doubled wherever the connection drops and however often', async () => {
  const some = fc.record({
    second: fc.nat(3),
    text: fc.constantFrom('same', 'other', ''),
    isStamped: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(some, { minLength: 1, maxLength: 14 }),
      fc.array(fc.nat(2000), { maxLength: 4 }),
      async (lines, drops) => {
        const sorted = lines.toSorted((a, b) => a.second - b.second)
        const all = sorted
          .map(({ second, text, isStamped }, i) => (isStamped || i === 0 ? line(second, text) : `${text}\n`))
          .join('')
        const bytes = encoder.encode(all)
        const log = newLog()
        for (const drop of drops) await connect(log, [bytes.slice(0, drop % bytes.length)], { end: 'drop' })
        await connect(log, [bytes])
        const whole = newLog()
        await connect(whole, [bytes])
        expect(words(log).filter((text) => !text.startsWith('--'))).toEqual(words(whole))
      },
    ),
    { numRuns: 100 },
  )
})

test('a history that no longer reaches back so far is a gap, and what it has is added', async () => {
  const log = newLog()
  await connect(log, [line(1, 'one'), line(2, 'two')], { end: 'drop' })
  await connect(log, [line(5, 'five'), line(6, 'six')])
  expect(words(log)).toEqual(['one', 'two', '-- gap 2 --', 'five', 'six'])
})

test('another instance under the same alias is told apart', async () => {
  const log = newLog()
  await connect(log, [line(1, 'one')], { end: 'drop' })
  await connect(log, [line(9, 'nine')], { identity: 'two' })
  expect(words(log)).toEqual(['one', '-- replaced 1 --', 'nine'])
})

test('a log without times is read again from its beginning, and says so', async () => {
  const log = newLog()
  await connect(log, ['one\n', 'two\n'], { end: 'drop' })
  await connect(log, ['one\n', 'two\n', 'three\n'])
  expect(words(log)).toEqual(['-- reread 3 --', 'one', 'two', 'three'])
})

test('lines in another order than their times are not lost at a reconnect', async () => {
  const log = newLog()
  const history = [line(2, 'late', '9'), line(2, 'early', '1')]
  await connect(log, history, { end: 'drop' })
  await connect(log, [...history, line(2, 'new', '95')])
  expect(words(log)).toEqual(['late', 'early', '-- continued 1 --', 'new'])
})

test('rows that a progress display replaces leave, and what is drawn over a row shows there', async () => {
  const log = newLog()
  await connect(log, [line(1, 'a 1%'), line(1, 'b 1%'), line(2, '\u001B[2Aa 50%'), line(2, 'b 50%')])
  expect(words(log)).toEqual(['a 50%', 'b 50%'])

  const drawn = newLog()
  await connect(drawn, [
    line(1, 'layer 1: waiting'),
    line(1, 'layer 2: waiting\u001B[1A\u001B[2K\rlayer 1: done\u001B[1B'),
  ])
  expect(rowsOf(drawn)).toMatchObject([
    { text: 'layer 1: waiting', drawnOver: { line: -1 } },
    { text: expect.stringContaining('layer 2') },
  ])
  expect(words(drawn)[1]).toBe('layer 2: waiting')
})

test('a line of 5 MB without an end is shown cut and read in pieces', async () => {
  const log = newLog()
  const text = `${'很长'.repeat(900_000)}end`
  await connect(log, split(encoder.encode(text), [1, 70_000, 3_000_001]), { end: 'drop' })
  const [row] = rowsOf(log)
  expect(row).toMatchObject({ isOpen: true, cutFrom: 5_400_003 })
  expect(row?.text.length).toBeLessThan(5000)
  let all = ''
  for (let from: number | null = 0; from !== null;) {
    const piece: { text: string; next: number | null } | null = log.engine.piece({ row: 0, from, bytes: 100_001 })
    all += piece?.text ?? ''
    from = piece?.next ?? null
  }
  expect(all).toBe(text)
})

test('of a carriage-return storm the last drawing shows', async () => {
  const log = newLog()
  const storm = Array.from({ length: 100_000 }, (_, i) => `\r${i} of 100000`).join('')
  await connect(log, [`2026-11-20T12:00:03Z ${storm}`], { end: 'drop' })
  expect(rowsOf(log)).toMatchObject([{ cutFrom: null, isOpen: true }])
  expect(words(log)).toEqual(['99999 of 100000'])
})

test('bytes that are no text are shown as replacement characters, in lines', async () => {
  const log = newLog()
  await connect(log, [Uint8Array.of(0xff, 0xfe, 0x00, 0x80, 0x0a, 0x41, 0xe5, 0x0a)])
  expect(words(log)).toEqual(['\uFFFD\uFFFD\uFFFD', 'A\uFFFD'])
})

test('the oldest fall out where a log is too long, it says how many, and places stay', async () => {
  const log = newLog({ bytes: 3_000_000, rows: 1_000_000 })
  const many = Array.from({ length: 100 }, (_, i) => line(i % 60, `${i} ${'x'.repeat(50_000)}`))
  await connect(log, many)
  await vi.waitFor(() => expect(log.state().end).toBe(100))
  const { dropped, first, end, keptFrom, bytes } = log.state()
  expect(dropped).toBeGreaterThan(30)
  expect(first).toBe(dropped)
  expect(end).toBe(100)
  expect(bytes).toBeLessThanOrEqual(3_000_000)
  expect(keptFrom).not.toBeNull()
  expect(rowsOf(log).at(-1)).toMatchObject({ pos: 99, text: expect.stringMatching(/^99 /) })
})

test('levels and a search narrow the log, and the next error is found', async () => {
  const log = newLog()
  await connect(log, [
    line(1, 'INFO ready'),
    line(2, 'ERROR one'),
    line(2, '  detail'),
    line(3, 'WARNING careful'),
    line(9, 'ERROR two'),
    line(9, 'DEBUG odd'),
  ])
  filter(log, { levels: ['error'] })
  expect(words(log)).toEqual(['ERROR one', '  detail', 'ERROR two'])
  filter(log, {})
  const first = await log.engine.next({ row: -1, what: 'error', direction: 1, text: '' })
  expect(first).toMatchObject({ row: 1 })
  expect(await log.engine.next({ row: 1, what: 'error', direction: 1, text: '' })).toMatchObject({ row: 4, pos: 4 })
  expect(await log.engine.next({ row: 1, what: 'error', direction: -1, text: '' })).toBeNull()

  filter(log, { query: { text: 'one|odd', isPattern: true }, onlyHits: true })
  await vi.waitFor(() => expect(log.state().search).toEqual({ kind: 'done', hits: 2, looked: 6 }))
  expect(words(log)).toEqual(['ERROR one', 'DEBUG odd'])
  expect(await log.engine.next({ row: 1, what: 'hit', direction: 1, text: 'one|odd' })).toMatchObject({
    row: 5,
    hit: 2,
  })
  filter(log, { query: { text: 'one|odd', isPattern: false } })
  await vi.waitFor(() => expect(log.state().search).toEqual({ kind: 'done', hits: 0, looked: 6 }))
})

test('a search looks at new lines as they come', async () => {
  const log = newLog()
  await connect(log, [line(1, 'alpha')], { end: 'drop' })
  filter(log, { query: { text: 'alpha', isPattern: false }, onlyHits: true })
  await connect(log, [line(1, 'alpha'), line(2, 'beta'), line(3, 'ALPHA again')])
  await vi.waitFor(() => expect(log.state().search).toMatchObject({ kind: 'done', hits: 2 }))
  expect(words(log).filter((text) => !text.startsWith('--'))).toEqual(['alpha', 'ALPHA again'])
})

test('a pattern that is none is told, and the log stays as it is', async () => {
  const log = newLog()
  await connect(log, [line(1, 'alpha')])
  filter(log, { query: { text: '(', isPattern: true } })
  await vi.waitFor(() =>
    expect(log.state().search).toMatchObject({ kind: 'invalid', words: expect.stringContaining('(') }),
  )
  expect(words(log)).toEqual(['alpha'])
})

test('colours and the server’s time are not searched', async () => {
  const log = newLog()
  await connect(log, [line(1, '\u001B[32mIN\u001B[1mFO\u001B[0m fine')])
  filter(log, { query: { text: 'info fine', isPattern: false } })
  await vi.waitFor(() => expect(log.state().search).toMatchObject({ hits: 1 }))
  filter(log, { query: { text: '2026', isPattern: false } })
  await vi.waitFor(() => expect(log.state().search).toMatchObject({ kind: 'done', hits: 0 }))
})

test('the line of a time is found, and lines are copied with or without it', async () => {
  const log = newLog()
  await connect(log, [line(1, 'one'), line(3, '\u001B[31mthree\u001B[0m'), line(5, 'a\rfive')])
  expect(log.engine.nearest({ at: Date.UTC(2026, 10, 20, 12, 0, 4) })).toMatchObject({ pos: 1 })
  expect(log.engine.copy({ from: 1, to: 3, withTimes: false })).toEqual({ text: 'three\nfive', lines: 2, isCut: false })
  expect(log.engine.copy({ from: 0, to: 1, withTimes: true }).text).toBe('2026-11-20T12:00:01.5Z one')
})

const lineOf = (second: number) => `2026-04-27T09:20:${String(second).padStart(2, '0')}.5Z line ${second}\n`
const writtenAt = (second: number) => Date.UTC(2026, 3, 27, 9, 20, second, 500)

test('of what is followed it is told when it was written and when it came; of a history it is not', async () => {
  vi.useFakeTimers()
  const heard: LogState['heard'][] = []
  const engine = new LogEngine((state) => {
    if (state.heard) heard.push(state.heard)
  })
  engines.push(engine)
  let body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => void (body = controller) })
  const call = { url: '', timeoutMs: 1000, answer: { status: 200, contentType: 'text/plain', body: stream } }
  const closing = new AbortController()
  const reading = engine
    .read({ call, identity: 'one' }, { signal: closing.signal, onOpen: () => undefined })
    .catch(() => undefined)
  const say = async (text: string) => {
    body?.enqueue(encoder.encode(text))
    await vi.advanceTimersByTimeAsync(1_000)
  }
  await say(lineOf(1) + lineOf(2))
  await say(lineOf(3))
  await say(`${lineOf(10)}without a time\n${lineOf(30)}`)
  expect(heard).toEqual([
    { at: expect.any(Number), firstAt: writtenAt(3), lastAt: writtenAt(3), lines: 1 },
    { at: expect.any(Number), firstAt: writtenAt(10), lastAt: writtenAt(30), lines: 2 },
  ])
  closing.abort()
  await reading
})
