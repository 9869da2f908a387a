/** Names of machines are the same in any case; an empty one is nobody's. */
export function sameName(a: string, b: string): boolean {
  const name = a.trim().toLowerCase()
  return name !== '' && name === b.trim().toLowerCase()
}
