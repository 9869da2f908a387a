import type { ClientColumnsBuilder } from '../schema/clientColumns.ts'
import { endHash, hashSign, startHash } from '../schema/textSlots.ts'
import { ByteValues } from './byteValues.ts'
import {
  ClientKeys,
  CPU,
  CREATED_AT,
  DEVICE,
  HEALTH,
  ID,
  keyLengths,
  LAST_ONLINE,
  MEMORY,
  MODELS,
  NAME,
  NEEDED,
  OS,
  START,
  STATUS,
  STORAGE,
  TFLOPS,
  UPTIME,
} from './clientKeys.ts'
import { readModels } from './clientRows.ts'
import { CLOSE_LIST, CLOSE_OBJECT, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE, valueEnd } from './jsonBytes.ts'

const ZERO = 48

const encoder = new TextEncoder()
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
  readonly #values = new ByteValues()
  readonly #keys = new ClientKeys()
  #bytes = new Uint8Array(0)

  constructor(builder: ClientColumnsBuilder) {
    this.#builder = builder
  }

  /** @param bytes a whole buffer; what is to be read ends with a 0, at which every value stops that is not whole */
  setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes === this.#bytes) return
    this.#bytes = bytes
    this.#values.bytes = bytes
    this.#keys.setBytes(bytes)
  }

  /** Takes the row that begins at `from` and tells where it ends; -1 for one that it does not take, or not yet. */
  take(from: number): number {
    const bytes = this.#bytes
    const builder = this.#builder
    const values = this.#values
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
      field = this.#keys.fieldAt(at, field)
      if (field < 0 || (seen & (1 << field)) !== 0) return -1
      seen |= 1 << field
      at += keyLengths[field] ?? 0
      let isRead = true
      switch (field) {
        case ID:
          idFrom = at + 1
          isRead = values.text(at) && values.isAscii
          idTo = values.end - 1
          break
        case NAME:
          nameFrom = at + 1
          isRead = values.nullAt(at) || values.text(at)
          nameTo = bytes[at] === QUOTE ? values.end - 1 : nameFrom
          isPlainName = bytes[at] !== QUOTE || values.isAscii
          break
        case STATUS:
          isRead = bytes[at] === QUOTE && values.word(at, builder.status)
          status = values.code
          break
        case OS:
          isRead = values.word(at, builder.os)
          os = values.code
          break
        case DEVICE:
          isRead = values.word(at, builder.device)
          device = values.code
          isNamed = values.isFilled
          break
        case TFLOPS:
          isRead = values.number(at)
          tflops = values.figure
          break
        case CPU:
          isRead = values.number(at)
          cpu = values.figure
          break
        case MEMORY:
          isRead = values.number(at)
          memory = values.figure
          break
        case STORAGE:
          isRead = values.number(at)
          storage = values.figure
          break
        case HEALTH:
          isRead = values.number(at)
          health = values.figure
          break
        case UPTIME:
          isRead = values.number(at)
          uptime = values.figure
          break
        case LAST_ONLINE:
          isRead = values.moment(at)
          lastOnline = values.time
          break
        case CREATED_AT:
          isRead = values.moment(at)
          createdAt = values.time
          break
        case MODELS:
          isRead = this.#models(at)
          break
        default:
          return -1
      }
      if (!isRead) return -1
      at = values.end
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
      else builder.name.add(values.decoder.decode(bytes.subarray(nameFrom, nameTo)))
      builder.models.add(row)
    } else {
      builder.name.replace(row, values.decoder.decode(bytes.subarray(nameFrom, nameTo)))
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

  /** Puts down the models of a row. */
  #models(from: number): boolean {
    const values = this.#values
    if (values.nullAt(from)) return true
    const bytes = this.#bytes
    const { models } = this.#builder
    if (bytes[from] !== OPEN_LIST) return false
    if (bytes[from + 1] === CLOSE_LIST) {
      values.end = from + 2
      return true
    }
    for (let at = from + 1; ; at = values.end + 1) {
      if (!this.#model(at)) break
      if (bytes[values.end] === COMMA) continue
      if (bytes[values.end] !== CLOSE_LIST) break
      values.end++
      return true
    }
    models.begin()
    const end = valueEnd(bytes, from)
    if (end < 0) return false
    values.end = end
    try {
      const read = readModels(JSON.parse(values.decoder.decode(bytes.subarray(from, end))))
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
    const values = this.#values
    let at = values.behind(modelStart, from)
    if (at < 0 || bytes[at] !== QUOTE || !values.word(at, models.id)) return false
    const id = values.code
    at = values.behind(modelObject, values.end)
    if (at < 0 || !values.text(at)) return false
    at = values.behind(modelCreated, values.end)
    if (at < 0 || !values.number(at)) return false
    const created = values.figure
    at = values.behind(modelOwner, values.end)
    if (at < 0 || !values.word(at, models.ownedBy) || bytes[values.end] !== CLOSE_OBJECT) return false
    models.putDown(id, values.code, created === 0 ? Number.NaN : created * 1000)
    values.end++
    return true
  }
}
