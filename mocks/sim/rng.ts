/** Mixes two 32-bit numbers into one; the whole world's randomness is this function of the seed and of what is asked. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** A 32-bit number from any parts. */
export function hash(...parts: readonly (string | number)[]): number {
  let h = 0x811c9dc5
  for (const part of parts) {
    if (typeof part === 'number') {
      h = mix(mix(h, part | 0), Math.floor(part / 4294967296) | 0)
    } else {
      for (let i = 0; i < part.length; i++) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193)
      h = mix(h, part.length)
    }
  }
  return h >>> 0
}

/** 0 ≤ x < 1, always the same for the same parts. */
export function unit(...parts: readonly (string | number)[]): number {
  return hash(...parts) / 4294967296
}

export function unitOf(a: number, b: number): number {
  return mix(a, b) / 4294967296
}

/** A generator of its own: the n-th call gives the same number for the same parts. */
export function rngOf(...parts: readonly (string | number)[]): () => number {
  const key = hash(...parts)
  let n = 0
  return () => unitOf(key, ++n)
}

/** Smooth noise, 0…1, with a new level at each whole `t`. */
export function smooth(key: number, t: number): number {
  const i = Math.floor(t)
  const f = t - i
  const s = f * f * (3 - 2 * f)
  const lo = i | 0
  return unitOf(key, lo) * (1 - s) + unitOf(key, (lo + 1) | 0) * s
}

/** Two octaves of smooth noise, 0…1: wanders over `period` (same unit as `t`) with a finer ripple on it. */
export function wander(key: number, t: number, period: number): number {
  return 0.7 * smooth(key, t / period) + 0.3 * smooth(key ^ 0x5bd1e995, (t / period) * 4.7)
}

export function pick<T>(list: readonly [T, ...T[]], at: number): T {
  return list[Math.floor(at * list.length) % list.length] ?? list[0]
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const a = out[i]
    const b = out[j]
    if (a !== undefined && b !== undefined) {
      out[i] = b
      out[j] = a
    }
  }
  return out
}

/** `length` hexadecimal digits. */
export function hex(length: number, ...parts: readonly (string | number)[]): string {
  let text = ''
  for (let i = 0; text.length < length; i++)
    text += hash(i, ...parts)
      .toString(16)
      .padStart(8, '0')
  return text.slice(0, length)
}
