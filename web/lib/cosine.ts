/**
 * Cosine similarity of two vectors, `a·b / (|a| |b|)` with `a·b = Σ aᵢbᵢ` and `|a| = √(Σ aᵢ²)`: 1 for the same
 * direction, 0 for a right angle, -1 for the opposite one. Both are scaled by their largest value first, so that
 * squares neither overflow nor vanish.
 *
 * @returns null where it is not defined: different lengths, no values, a value that is no finite number, a length of 0
 */
export function cosineSimilarity(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length || a.length === 0) return null
  const scaleA = largest(a)
  const scaleB = largest(b)
  if (!(scaleA > 0 && scaleB > 0) || scaleA === Infinity || scaleB === Infinity) return null
  let dot = 0
  let squaresA = 0
  let squaresB = 0
  for (let i = 0; i < a.length; i += 1) {
    const x = (a[i] ?? 0) / scaleA
    const y = (b[i] ?? 0) / scaleB
    dot += x * y
    squaresA += x * x
    squaresB += y * y
  }
  // Rounding can carry it a hair beyond.
  return Math.max(-1, Math.min(1, dot / Math.sqrt(squaresA * squaresB)))
}

/** The Euclidean length, `√(Σ aᵢ²)`. NaN where a value is none. */
export function euclideanNorm(a: readonly number[]): number {
  return Math.hypot(...chunkNorms(a))
}

/** A call takes only so many arguments. */
function chunkNorms(a: readonly number[]): number[] {
  const norms: number[] = []
  for (let from = 0; from < a.length; from += 10_000) norms.push(Math.hypot(...a.slice(from, from + 10_000)))
  return norms
}

/** NaN where a value is none. */
function largest(a: readonly number[]): number {
  let most = 0
  for (const value of a) {
    if (Number.isNaN(value)) return Number.NaN
    most = Math.max(most, Math.abs(value))
  }
  return most
}
