import * as v from 'valibot'
import { compareNames } from './wire.ts'

/** An inference engine and how it is deployed, `vllm:docker` on the wire. */
export interface Engine {
  readonly engine: string
  /** `docker` or `native`; empty when the server named none. */
  readonly mode: string
}

export function readEngine(text: string): Engine {
  const colon = text.indexOf(':')
  return colon < 0
    ? { engine: text.trim(), mode: '' }
    : { engine: text.slice(0, colon).trim(), mode: text.slice(colon + 1).trim() }
}

/** One engine or none; the server may name another at the next call. */
export const optionalEngine = v.fallback(
  v.pipe(
    v.nullish(v.string(), null),
    v.transform((text) => (text === null || text.trim() === '' ? null : readEngine(text))),
  ),
  null,
)

export function readEngines(list: readonly string[]): Engine[] {
  return [...new Set(list)].sort(compareNames).map(readEngine)
}
