/** What a report of a fault needs; anything can be thrown. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? String(error)
  return error.cause === undefined ? own : `${own}\nBecause of: ${stackOf(error.cause)}`
}
