/** Texts by their index, in the order of a reader who counts: `npu-2` before `npu-10`, no matter the case. */
export interface NaturalOrder {
  readonly order: Uint32Array<ArrayBuffer>
  /** By index: how many different texts come before. Texts that only the tie rule tells apart share theirs. */
  readonly ranks: Uint32Array<ArrayBuffer>
  readonly distinct: number
}

const FIRST_SIGN = 32
const LAST_SIGN = 126
const ZERO = 48
const NINE = 57
/** Below every sign's rank, so that a text comes before those that go on. */
const END = 0
const CASES = 1
const FIRST_RANK = 4
const LONGEST_NUMBER = 250

/**
 * Texts to be sorted as `Intl.Collator` does with `numeric`, equal ones by `tie`. Plain ASCII is turned into keys of
 * bytes that a radix sort takes: a collator needs ten times as long for 100,000 names.
 */
export class NaturalTexts {
  readonly #textAt: (index: number) => string
  readonly #tie: (a: number, b: number) => number
  readonly #collator: Intl.Collator
  readonly #keys: Keys
  readonly #plain: Uint32Array<ArrayBuffer>
  readonly #others: readonly number[]
  #order: NaturalOrder | undefined

  constructor(count: number, textAt: (index: number) => string, locale: string, tie: (a: number, b: number) => number) {
    this.#textAt = textAt
    this.#tie = tie
    this.#collator = collatorOf(locale)
    this.#keys = new Keys(signRanks(this.#collator), count)
    const plain = new Uint32Array(count)
    let plainCount = 0
    const others: number[] = []
    for (let index = 0; index < count; index++) {
      if (this.#keys.add(textAt(index), index)) plain[plainCount++] = index
      else others.push(index)
    }
    this.#plain = plain.subarray(0, plainCount)
    this.#others = others
  }

  /** Sorted once, when it is first asked for. */
  order(): NaturalOrder {
    return (this.#order ??= this.#sorted())
  }

  /**
   * The first `atMost` of those that are wanted, without sorting the others: for what is to be seen at once. Undefined
   * where some texts can only be compared by the collator.
   */
  first(atMost: number, isWanted: (index: number) => boolean): readonly number[] | undefined {
    if (this.#others.length > 0) return undefined
    const keys = this.#keys
    const compare = (a: number, b: number) => compareFrom(keys, a, b, 0) || this.#tie(a, b)
    const first: number[] = []
    for (const index of this.#plain) {
      if (!isWanted(index)) continue
      const last = first[atMost - 1]
      if (last !== undefined) {
        if (compare(index, last) > 0) continue
        first.pop()
      }
      let low = 0
      let high = first.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(first[middle] ?? index, index) < 0) low = middle + 1
        else high = middle
      }
      first.splice(low, 0, index)
    }
    return first
  }

  #sorted(): NaturalOrder {
    const keys = this.#keys
    const textAt = this.#textAt
    const tie = this.#tie
    const sorted = this.#plain.slice()
    sortByKeys(sorted, keys, tie)
    const compare = (a: number, b: number) => this.#collator.compare(textAt(a), textAt(b))
    if (this.#others.length === 0) return ranked(sorted, (a, b) => keys.areEqual(a, b))
    const others = this.#others.toSorted((a, b) => compare(a, b) || tie(a, b))
    const isOther = new Set(others)
    return ranked(merged(sorted, others, compare, tie), (a, b) =>
      isOther.has(a) || isOther.has(b) ? compare(a, b) === 0 : keys.areEqual(a, b),
    )
  }
}

/** Compares two texts in the same order. */
export function naturalCompare(locale: string): (a: string, b: string) => number {
  return collatorOf(locale).compare
}

const collators = new Map<string, Intl.Collator>()

function collatorOf(locale: string): Intl.Collator {
  const known = collators.get(locale)
  if (known) return known
  const made = new Intl.Collator(locale, { numeric: true })
  collators.set(locale, made)
  return made
}

function ranked(order: Uint32Array<ArrayBuffer>, areEqual: (a: number, b: number) => boolean): NaturalOrder {
  const ranks = new Uint32Array(order.length)
  let rank = 0
  for (let at = 1; at < order.length; at++) {
    const index = order[at] ?? 0
    if (!areEqual(order[at - 1] ?? 0, index)) rank++
    ranks[index] = rank
  }
  return { order, ranks, distinct: order.length === 0 ? 0 : rank + 1 }
}

/** The few texts that are not plain take their places among the many that are. */
function merged(
  plain: Uint32Array,
  others: readonly number[],
  compare: (a: number, b: number) => number,
  tie: (a: number, b: number) => number,
): Uint32Array<ArrayBuffer> {
  const order = new Uint32Array(plain.length + others.length)
  let from = 0
  let at = 0
  for (const other of others) {
    let low = from
    let high = plain.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const candidate = plain[middle] ?? 0
      if ((compare(candidate, other) || tie(candidate, other)) < 0) low = middle + 1
      else high = middle
    }
    order.set(plain.subarray(from, low), at)
    at += low - from
    order[at++] = other
    from = low
  }
  order.set(plain.subarray(from), at)
  return order
}

interface SignRanks {
  /** By character code: its rank, the same for both cases of a letter; 0 for what is not plain. */
  readonly ranks: Uint8Array
  /** 1 where a sign comes behind its like of the other case. */
  readonly isSecond: Uint8Array
}

function signRanks({ compare }: Intl.Collator): SignRanks {
  const signs = Array.from({ length: LAST_SIGN - FIRST_SIGN + 1 }, (_, at) => String.fromCharCode(FIRST_SIGN + at))
  signs.sort(compare)
  const ranks = new Uint8Array(128)
  const isSecond = new Uint8Array(128)
  let rank = FIRST_RANK - 1
  let before = ''
  for (const sign of signs) {
    if (sign.toLowerCase() === before.toLowerCase()) isSecond[sign.charCodeAt(0)] = 1
    else rank++
    ranks[sign.charCodeAt(0)] = rank
    before = sign
  }
  return { ranks, isSecond }
}

/** What bytes to compare for each text; a number is its length, then its digits. */
class Keys {
  bytes = new Uint8Array(1 << 16)
  readonly starts: Uint32Array
  readonly #signs: SignRanks
  #end = 0

  constructor(signs: SignRanks, count: number) {
    this.#signs = signs
    this.starts = new Uint32Array(count)
  }

  /** False for a text that only a collator can place. */
  add(text: string, index: number): boolean {
    const { ranks, isSecond } = this.#signs
    const { length } = text
    if (this.#end + length * 3 + 2 > this.bytes.length) this.#grow(length * 3 + 2)
    const { bytes } = this
    let end = this.#end
    let hasSecond = false
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at)
      const rank = code < 128 ? (ranks[code] ?? 0) : 0
      if (rank === 0) return false
      const isDigit = code >= ZERO && code <= NINE
      bytes[end++] = isDigit ? (ranks[ZERO] ?? 0) : rank
      if (isSecond[code] === 1) hasSecond = true
      if (!isDigit) continue
      let first = at
      while (first < length && text.charCodeAt(first) === ZERO) first++
      let last = first
      for (; last < length; last++) {
        const digit = text.charCodeAt(last)
        if (digit < ZERO || digit > NINE) break
      }
      if (last - first > LONGEST_NUMBER) return false
      bytes[end++] = last - first + FIRST_RANK
      for (; first < last; first++) bytes[end++] = text.charCodeAt(first)
      at = last - 1
    }
    if (hasSecond) {
      bytes[end++] = CASES
      for (let at = 0; at < length; at++) bytes[end++] = CASES + (isSecond[text.charCodeAt(at)] ?? 0)
    }
    bytes[end++] = END
    this.starts[index] = this.#end
    this.#end = end
    return true
  }

  areEqual(a: number, b: number): boolean {
    return compareFrom(this, a, b, 0) === 0
  }

  #grow(more: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.#end + more))
    grown.set(this.bytes)
    this.bytes = grown
  }
}

function compareFrom({ bytes, starts }: Keys, a: number, b: number, depth: number): number {
  let atA = (starts[a] ?? 0) + depth
  let atB = (starts[b] ?? 0) + depth
  for (; ; atA++, atB++) {
    const difference = (bytes[atA] ?? END) - (bytes[atB] ?? END)
    if (difference !== 0) return difference
    if (bytes[atA] === END) return 0
  }
}

const FEW = 24

/** A heap for each byte, then each heap by the next byte: what texts have in common is looked at once. */
function sortByKeys(order: Uint32Array, keys: Keys, tie: (a: number, b: number) => number): void {
  const { bytes, starts } = keys
  const spare = new Uint32Array(order.length)
  const next = new Uint32Array(256)
  const todo: number[] = [0, order.length, 0]
  while (todo.length > 0) {
    const depth = todo.pop() ?? 0
    const high = todo.pop() ?? 0
    const low = todo.pop() ?? 0
    if (high - low <= FEW) {
      insertionSort(order, low, high, (a, b) => compareFrom(keys, a, b, depth) || tie(a, b))
      continue
    }
    next.fill(0)
    let top = 0
    for (let at = low; at < high; at++) {
      const byte = bytes[(starts[order[at] ?? 0] ?? 0) + depth] ?? END
      next[byte] = (next[byte] ?? 0) + 1
      if (byte > top) top = byte
    }
    // What all have in common here moves nothing.
    if (top !== END && next[top] === high - low) {
      todo.push(low, high, depth + 1)
      continue
    }
    let start = low
    for (let byte = 0; byte <= top; byte++) {
      const size = next[byte] ?? 0
      next[byte] = start
      if (byte !== END && size > 1) todo.push(start, start + size, depth + 1)
      start += size
    }
    spare.set(order.subarray(low, high), low)
    for (let at = low; at < high; at++) {
      const index = spare[at] ?? 0
      const byte = bytes[(starts[index] ?? 0) + depth] ?? END
      const to = next[byte] ?? 0
      order[to] = index
      next[byte] = to + 1
    }
    const ended = next[END] ?? low
    if (ended - low > 1) order.subarray(low, ended).sort(tie)
  }
}

function insertionSort(order: Uint32Array, low: number, high: number, compare: (a: number, b: number) => number): void {
  for (let at = low + 1; at < high; at++) {
    const index = order[at] ?? 0
    let to = at
    while (to > low && compare(order[to - 1] ?? 0, index) > 0) {
      order[to] = order[to - 1] ?? 0
      to--
    }
    order[to] = index
  }
}
