import type { ClientColumnsBuilder } from '../schema/clientColumns.ts'
import type { WordBuilder } from '../schema/columnBuilders.ts'
import { timeOrNull } from '../schema/values.ts'
import { endHash, hashSign, startHash } from '../schema/textSlots.ts'
import { readModels } from './clientRows.ts'

const QUOTE = 34
const COMMA = 44
const DOT = 46
const ZERO = 48
const NINE = 57
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125
const ASCII = 128

/** An integer of so many digits is exact. */
const EXACT_DIGITS = 15
/** That every year has. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const FIELDS = [
  'client_id',
  'client_name',
  'client_status',
  'os_type',
  'device_name',
  'tflops',
  'cpu_usage',
  'memory_usage',
  'storage_usage',
  'health',
  'last_online',
  'created_at',
  'uptime_days',
  'loaded_models',
] as const
const [ID, NAME, STATUS, OS, DEVICE, TFLOPS, CPU, MEMORY, STORAGE, HEALTH, LAST_ONLINE, CREATED_AT, UPTIME, MODELS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
] as const
/** Before the first field of a row. */
const START = FIELDS.length
const NEEDED =
  (1 << ID) |
  (1 << STATUS) |
  (1 << TFLOPS) |
  (1 << CPU) |
  (1 << MEMORY) |
  (1 << STORAGE) |
  (1 << HEALTH) |
  (1 << UPTIME)

const encoder = new TextEncoder()
const keys = FIELDS.map((field) => encoder.encode(`"${field}":`))
const keyLengths = Uint8Array.from(keys, ({ length }) => length)
/** Each key four bytes at a time, the last four of which begin within the four before. */
const keyWords = Uint32Array.from(keys.flatMap(wordsOf))
const keyWordEnds = Uint8Array.from(keys, (_, field) => keys.slice(0, field + 1).flatMap(wordsOf).length)

function wordsOf(key: Uint8Array): readonly number[] {
  const view = new DataView(key.buffer, key.byteOffset, key.length)
  const whole = Array.from({ length: Math.ceil(key.length / 4) - 1 }, (_, at) => view.getUint32(at * 4, true))
  return [...whole, view.getUint32(key.length - 4, true)]
}

const modelStart = encoder.encode('{"id":')
const modelObject = encoder.encode(',"object":')
const modelCreated = encoder.encode(',"created":')
const modelOwner = encoder.encode(',"owned_by":')

/** How many bytes behind the last one are looked at. */
export const BYTES_BEHIND = 32

/**
 * Takes rows of the client list from their bytes, without a text or an object being made of them: so 100,000 of them
 * are read faster than `JSON.parse` alone would. It takes only rows in the form that servers write them in, compact and
 * with no other fields; every other row is left to `JSON.parse` and to the schema.
 */
export class ClientByteRows {
  readonly #builder: ClientColumnsBuilder
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  /** Which field came behind which, the last time. */
  readonly #next = new Uint8Array(FIELDS.length + 1)
  #bytes = new Uint8Array(0)
  #view = new DataView(new ArrayBuffer(0))
  /** Where the value that was read last ends. */
  #end = 0
  #figure = 0
  #time = Number.NaN
  #code = 0
  #isNamed = false
  #isAscii = true
  #day = 0
  #dayStart = 0

  constructor(builder: ClientColumnsBuilder) {
    this.#builder = builder
    for (let field = 0; field < FIELDS.length; field++) this.#next[field] = field + 1
    this.#next[START] = ID
  }

  /** @param bytes a whole buffer; what is to be read ends with a 0, at which every value stops that is not whole */
  setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes === this.#bytes) return
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }

  /** Takes the row that begins at `from` and tells where it ends; -1 for one that it does not take, or not yet. */
  take(from: number): number {
    const bytes = this.#bytes
    const builder = this.#builder
    if (bytes[from] !== OPEN_OBJECT) return -1
    builder.models.begin()
    let at = from + 1
    let seen = 0
    let field: number = START
    let idFrom = 0
    let idTo = 0
    let nameFrom = 0
    let nameTo = 0
    let isPlainName = true
    let status = 0
    let os = 0
    let device = 0
    let isNamed = false
    let tflops = 0
    let cpu = 0
    let memory = 0
    let storage = 0
    let health = 0
    let uptime = 0
    let lastOnline = Number.NaN
    let createdAt = Number.NaN

    for (;;) {
      field = this.#fieldAt(at, field)
      if (field < 0 || (seen & (1 << field)) !== 0) return -1
      seen |= 1 << field
      at += keyLengths[field] ?? 0
      let isRead = true
      switch (field) {
        case ID:
          idFrom = at + 1
          isRead = this.#text(at) && this.#isAscii
          idTo = this.#end - 1
          break
        case NAME:
          nameFrom = at + 1
          isRead = this.#nullAt(at) || this.#text(at)
          nameTo = bytes[at] === QUOTE ? this.#end - 1 : nameFrom
          isPlainName = bytes[at] !== QUOTE || this.#isAscii
          break
        case STATUS:
          isRead = bytes[at] === QUOTE && this.#word(at, builder.status)
          status = this.#code
          break
        case OS:
          isRead = this.#word(at, builder.os)
          os = this.#code
          break
        case DEVICE:
          isRead = this.#word(at, builder.device)
          device = this.#code
          isNamed = this.#isNamed
          break
        case TFLOPS:
          isRead = this.#number(at)
          tflops = this.#figure
          break
        case CPU:
          isRead = this.#number(at)
          cpu = this.#figure
          break
        case MEMORY:
          isRead = this.#number(at)
          memory = this.#figure
          break
        case STORAGE:
          isRead = this.#number(at)
          storage = this.#figure
          break
        case HEALTH:
          isRead = this.#number(at)
          health = this.#figure
          break
        case UPTIME:
          isRead = this.#number(at)
          uptime = this.#figure
          break
        case LAST_ONLINE:
          isRead = this.#moment(at)
          lastOnline = this.#time
          break
        case CREATED_AT:
          isRead = this.#moment(at)
          createdAt = this.#time
          break
        case MODELS:
          isRead = this.#models(at)
          break
        default:
          return -1
      }
      if (!isRead) return -1
      at = this.#end
      const sign = bytes[at]
      at++
      if (sign === COMMA) continue
      if (sign !== CLOSE_OBJECT) return -1
      break
    }
    if ((seen & NEEDED) !== NEEDED) return -1

    // As `clientKey` has it: in small letters, without 0x.
    if (bytes[idFrom] === ZERO && ((bytes[idFrom + 1] ?? 0) | 32) === 120 && idTo - idFrom >= 2) idFrom += 2
    let hash = startHash()
    for (let sign = idFrom; sign < idTo; sign++) {
      let code = bytes[sign] ?? 0
      if (code >= 65 && code <= 90) {
        code += 32
        bytes[sign] = code
      }
      hash = hashSign(hash, code)
    }
    const row = builder.rowOf(endHash(hash), lastOnline, bytes, idFrom, idTo)
    if (row < 0) return at
    if (row === builder.id.count) {
      builder.id.addBytes(bytes, idFrom, idTo)
      if (isPlainName) builder.name.addBytes(bytes, nameFrom, nameTo)
      else builder.name.add(this.#decoder.decode(bytes.subarray(nameFrom, nameTo)))
      builder.models.add(row)
    } else {
      builder.name.replace(row, this.#decoder.decode(bytes.subarray(nameFrom, nameTo)))
      builder.models.replace(row)
    }
    builder.status.set(row, status)
    builder.os.set(row, os)
    builder.device.set(row, device)
    builder.tflops.set(row, tflops)
    builder.cpu.set(row, cpu)
    builder.memory.set(row, memory)
    builder.storage.set(row, storage)
    builder.health.set(row, health)
    builder.uptimeDays.set(row, uptime)
    builder.lastOnline.set(row, lastOnline)
    builder.createdAt.set(row, createdAt)
    builder.setReported(row, tflops !== 0 || cpu !== 0 || memory !== 0 || storage !== 0 || health !== 0 || isNamed)
    return at
  }

  /** Which field's key stands there; most often the one that stood there in the row before. */
  #fieldAt(at: number, before: number): number {
    const expected = this.#next[before] ?? START
    if (expected < START && this.#isKeyAt(at, expected)) return expected
    for (let field = 0; field < FIELDS.length; field++) {
      if (!this.#isKeyAt(at, field)) continue
      this.#next[before] = field
      return field
    }
    return -1
  }

  #isKeyAt(at: number, field: number): boolean {
    const view = this.#view
    const last = (keyWordEnds[field] ?? 0) - 1
    let word = field === 0 ? 0 : (keyWordEnds[field - 1] ?? 0)
    for (let from = at; word < last; word++, from += 4) if (view.getUint32(from, true) !== keyWords[word]) return false
    return view.getUint32(at + (keyLengths[field] ?? 0) - 4, true) === keyWords[last]
  }

  #nullAt(at: number): boolean {
    const bytes = this.#bytes
    if (bytes[at] !== 110 || bytes[at + 1] !== 117 || bytes[at + 2] !== 108 || bytes[at + 3] !== 108) return false
    this.#end = at + 4
    return true
  }

  /** A text without escapes. */
  #text(from: number): boolean {
    const bytes = this.#bytes
    if (bytes[from] !== QUOTE) return false
    let at = from + 1
    let all = 0
    for (let sign = bytes[at] ?? 0; sign !== QUOTE; sign = bytes[++at] ?? 0) {
      if (sign < 32 || sign === BACKSLASH) return false
      all |= sign
    }
    this.#isAscii = all < ASCII
    this.#end = at + 1
    return true
  }

  #word(from: number, builder: WordBuilder): boolean {
    const bytes = this.#bytes
    if (this.#nullAt(from)) {
      this.#code = 0
      this.#isNamed = false
      return true
    }
    if (bytes[from] !== QUOTE) return false
    let at = from + 1
    let hash = startHash()
    for (let sign = bytes[at] ?? 0; sign !== QUOTE; sign = bytes[++at] ?? 0) {
      if (sign < 32 || sign === BACKSLASH) return false
      hash = hashSign(hash, sign)
    }
    this.#code = at === from + 1 ? 0 : builder.codeOfBytes(hash, bytes, from + 1, at)
    this.#isNamed = at > from + 1
    this.#end = at + 1
    return true
  }

  /** A number as JSON has it; those with an exponent are left to whoever knows them. */
  #number(from: number): boolean {
    const bytes = this.#bytes
    let at = from
    let value = 0
    for (let digit = (bytes[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) {
      value = value * 10 + digit
    }
    const digits = at - from
    if (digits === 0 || digits > EXACT_DIGITS || (digits > 1 && bytes[from] === ZERO)) return false
    if (bytes[at] === DOT) {
      const fractionFrom = at + 1
      for (at++; (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE;) at++
      if (at === fractionFrom) return false
      value = Number(this.#decoder.decode(bytes.subarray(from, at)))
    }
    const behind = bytes[at]
    if (behind !== COMMA && behind !== CLOSE_OBJECT) return false
    this.#figure = value
    this.#end = at
    return true
  }

  #moment(from: number): boolean {
    if (this.#nullAt(from)) {
      this.#time = Number.NaN
      return true
    }
    if (this.#usualMoment(from)) return true
    if (!this.#text(from)) return false
    const text = this.#decoder.decode(this.#bytes.subarray(from + 1, this.#end - 1))
    this.#time = timeOrNull(text) ?? Number.NaN
    return true
  }

  /** `"2026-11-20T12:00:00.123456Z"`. */
  #usualMoment(from: number): boolean {
    const bytes = this.#bytes
    if (
      bytes[from] !== QUOTE ||
      bytes[from + 5] !== 45 ||
      bytes[from + 8] !== 45 ||
      bytes[from + 11] !== 84 ||
      bytes[from + 14] !== 58 ||
      bytes[from + 17] !== 58 ||
      bytes[from + 20] !== DOT
    ) {
      return false
    }
    let at = from + 21
    for (; (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE;) at++
    if (at < from + 24 || bytes[at] !== 90 || bytes[at + 1] !== QUOTE) return false
    const century = this.#twoDigits(from + 1)
    const year = century * 100 + this.#twoDigits(from + 3)
    const month = this.#twoDigits(from + 6)
    const day = this.#twoDigits(from + 9)
    const hour = this.#twoDigits(from + 12)
    const minute = this.#twoDigits(from + 15)
    const second = this.#twoDigits(from + 18)
    const milliseconds = this.#twoDigits(from + 21) * 10 + (bytes[from + 23] ?? 0) - ZERO
    // Years before 1972 may mean "never"; what is no digit makes a year, a month or a minute that is none.
    if (year < 1972 || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
    const date = (year * 100 + month) * 100 + day
    if (date !== this.#day) {
      this.#day = date
      this.#dayStart = Date.UTC(year, month - 1, day)
    }
    this.#time = this.#dayStart + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    this.#end = at + 2
    return true
  }

  #twoDigits(at: number): number {
    const tens = (this.#bytes[at] ?? 0) - ZERO
    const ones = (this.#bytes[at + 1] ?? 0) - ZERO
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000
  }

  /** Puts down the models of a row. */
  #models(from: number): boolean {
    if (this.#nullAt(from)) return true
    const bytes = this.#bytes
    const { models } = this.#builder
    if (bytes[from] !== OPEN_LIST) return false
    if (bytes[from + 1] === CLOSE_LIST) {
      this.#end = from + 2
      return true
    }
    for (let at = from + 1; ; at = this.#end + 1) {
      if (!this.#model(at)) break
      if (bytes[this.#end] === COMMA) continue
      if (bytes[this.#end] !== CLOSE_LIST) break
      this.#end++
      return true
    }
    models.begin()
    const end = valueEnd(bytes, from)
    if (end < 0) return false
    this.#end = end
    try {
      const read = readModels(JSON.parse(this.#decoder.decode(bytes.subarray(from, end))))
      if (read === undefined) return false
      models.putDownAll(read)
      return true
    } catch {
      return false
    }
  }

  /** `{"id":"qwen3-8b","object":"model","created":1767736957,"owned_by":"gpuf"}`, and nothing else. */
  #model(from: number): boolean {
    const bytes = this.#bytes
    const { models } = this.#builder
    let at = this.#behind(modelStart, from)
    if (at < 0 || bytes[at] !== QUOTE || !this.#word(at, models.id)) return false
    const id = this.#code
    at = this.#behind(modelObject, this.#end)
    if (at < 0 || !this.#text(at)) return false
    at = this.#behind(modelCreated, this.#end)
    if (at < 0 || !this.#number(at)) return false
    const created = this.#figure
    at = this.#behind(modelOwner, this.#end)
    if (at < 0 || !this.#word(at, models.ownedBy) || bytes[this.#end] !== CLOSE_OBJECT) return false
    models.putDown(id, this.#code, created === 0 ? Number.NaN : created * 1000)
    this.#end++
    return true
  }

  /** Where these bytes end, if they stand there; else -1. */
  #behind(expected: Uint8Array, from: number): number {
    const bytes = this.#bytes
    for (let index = 0; index < expected.length; index++) if (bytes[from + index] !== expected[index]) return -1
    return from + expected.length
  }
}

/**
 * Where the value that begins at `from` ends, taken for JSON; -1 where the bytes end before it does: at a 0, which is in
 * no JSON.
 */
export function valueEnd(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; ; at++) {
    switch (bytes[at]) {
      case undefined:
      case 0:
        return -1
      case QUOTE:
        at = quoteEnd(bytes, at)
        if (at < 0) return -1
        break
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        if (depth === 0) return at
        depth--
        if (depth === 0) return at + 1
        break
      case COMMA:
        if (depth === 0) return at
        break
      default:
    }
  }
}

function quoteEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; ; at++) {
    const sign = bytes[at]
    if (sign === QUOTE) return at
    if (sign === BACKSLASH) at++
    if (!bytes[at]) return -1
  }
}
