const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

export type ByteUnit = (typeof units)[number]

export interface Scale {
  readonly unit: ByteUnit
  /** Bytes in one unit. */
  readonly size: number
}

/** The largest binary unit in which `bytes` is at least 1, after rounding to what is shown. */
export function scaleOf(bytes: number): Scale {
  const amount = Math.abs(bytes)
  let size = 1
  let index = 0
  // 1,023.96 MiB would read "1,024 MiB": it is 1.0 GiB.
  while (index < units.length - 1 && rounded(amount / size, digitsAt(amount / size, index)) >= 1024) {
    size *= 1024
    index += 1
  }
  return { unit: units[index] ?? 'B', size }
}

/**
 * Digits after the point: none for bytes, else one up to 100, so that a growing figure keeps its width and a
 * server's own "16.4 GiB" reads the same here.
 */
export function byteDigits(bytes: number, { unit, size }: Scale): 0 | 1 {
  return digitsAt(Math.abs(bytes) / size, unit === 'B' ? 0 : 1)
}

function digitsAt(value: number, index: number): 0 | 1 {
  return index === 0 || rounded(value, 1) >= 100 ? 0 : 1
}

function rounded(value: number, digits: number): number {
  const factor = 10 ** digits
  return Math.round(value * factor) / factor
}
