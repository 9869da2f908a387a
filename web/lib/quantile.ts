/** The place of a quantile among `count` sorted values, counted from 0: the nearest rank, so always a value's own. */
export function nearestRank(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.ceil(share * count) - 1))
}

/** The nearest-rank quantile of sorted values: always a value that was measured. Null of none. */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  return sorted.length === 0 ? null : (sorted[nearestRank(share, sorted.length)] ?? null)
}

/**
 * Moves values of `[start, end)` so that at `rank` lies the one that sorting would put there, with nothing larger before
 * it and nothing smaller behind. A quantile of many small groups costs a fraction of sorting them.
 *
 * @param values without NaN there
 * @returns the value at `rank`
 */
export function selectRank(values: Float64Array, start: number, end: number, rank: number): number {
  let low = start
  let high = end - 1
  while (low < high) {
    const pivot = middleOf(values[low] ?? 0, values[(low + high) >>> 1] ?? 0, values[high] ?? 0)
    let left = low
    let right = high
    while (left <= right) {
      let a = values[left] ?? 0
      while (a < pivot) a = values[++left] ?? 0
      let b = values[right] ?? 0
      while (b > pivot) b = values[--right] ?? 0
      if (left > right) break
      values[left++] = b
      values[right--] = a
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else break
  }
  return values[rank] ?? Number.NaN
}

function middleOf(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : a < c ? c : a
  return a < c ? a : b < c ? c : b
}
