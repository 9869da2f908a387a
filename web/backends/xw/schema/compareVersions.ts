import { compareNames } from './wire.ts'

interface Parsed {
  readonly numbers: readonly string[]
  /** `null` for a release, which comes after everything that leads up to it. */
  readonly pre: string | null
}

const pattern = /^v?(\d+(?:\.\d+)*)(?:-([^+]*))?(?:\+.*)?$/i

function parse(text: string): Parsed | null {
  const match = pattern.exec(text.trim())
  if (match?.[1] === undefined) return null
  // As text: a number of twenty digits, as a date with its time may be, is beyond what a double holds.
  return { numbers: match[1].split('.').map((part) => part.replace(/^0+(?=\d)/, '')), pre: match[2] ?? null }
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [x, y] = [a[index] ?? '0', b[index] ?? '0']
    if (x !== y) return x.length - y.length || (x < y ? -1 : 1)
  }
  return 0
}

function comparePre(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareNames(a, b)
}

/**
 * Orders versions as versions: `0.0.9` before `0.0.10`, `1.0.0-rc1` before `1.0.0`. What is no version comes before
 * all that are. Equal only for equal texts.
 */
export function compareVersions(a: string, b: string): number {
  return compareAge(a, b) || compareNames(a, b)
}

/** Whether `a` is a later version than `b`: `1.0` is not later than `1.0.0`. */
export function isNewer(a: string, b: string): boolean {
  return compareAge(a, b) > 0
}

function compareAge(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)]
  if (x === null || y === null) return Number(x !== null) - Number(y !== null)
  return compareNumbers(x.numbers, y.numbers) || comparePre(x.pre, y.pre)
}
