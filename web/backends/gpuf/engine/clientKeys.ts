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

/** The fields by their places above. */
export const ID = 0
export const NAME = 1
export const STATUS = 2
export const OS = 3
export const DEVICE = 4
export const TFLOPS = 5
export const CPU = 6
export const MEMORY = 7
export const STORAGE = 8
export const HEALTH = 9
export const LAST_ONLINE = 10
export const CREATED_AT = 11
export const UPTIME = 12
export const MODELS = 13
/** Before the first field of a row. */
export const START = FIELDS.length
/** Without these a row is none; as bits. */
export const NEEDED =
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
/** With quotes and colon. */
export const keyLengths = Uint8Array.from(keys, ({ length }) => length)
/** Each key four bytes at a time, the last four of which begin within the four before. */
const keyWords = Uint32Array.from(keys.flatMap(wordsOf))
const keyWordEnds = Uint8Array.from(keys, (_, field) => keys.slice(0, field + 1).flatMap(wordsOf).length)

function wordsOf(key: Uint8Array): readonly number[] {
  const view = new DataView(key.buffer, key.byteOffset, key.length)
  const whole = Array.from({ length: Math.ceil(key.length / 4) - 1 }, (_, at) => view.getUint32(at * 4, true))
  return [...whole, view.getUint32(key.length - 4, true)]
}

/** Recognises the keys of a row by their bytes. */
export class ClientKeys {
  /** Which field came behind which, the last time. */
  readonly #next = Uint8Array.from({ length: START + 1 }, (_, field) => (field === START ? ID : field + 1))
  #view = new DataView(new ArrayBuffer(0))

  /** @param bytes a whole buffer */
  setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.#view = new DataView(bytes.buffer)
  }

  /** Which field's key stands there; most often the one that stood there in the row before. */
  fieldAt(at: number, before: number): number {
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
}
