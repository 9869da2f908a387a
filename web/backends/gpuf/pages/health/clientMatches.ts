/** As much of the fleet's table as a search of names and ids needs. */
export interface NamedRows {
  readonly length: number
  idAt(index: number): string
  nameAt(index: number): string
}

export interface Match {
  readonly id: string
  readonly name: string
}

/**
 * The first clients, in the order of the table, in whose name or id all words occur, whatever their case.
 * @returns one more than `atMost` where there are more
 */
export function clientMatches(rows: NamedRows, q: string, atMost: number): readonly Match[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const found: Match[] = []
  for (let index = 0; index < rows.length && found.length <= atMost; index++) {
    const id = rows.idAt(index)
    const name = rows.nameAt(index)
    if (words.length > 0) {
      const text = `${name}\n${id}`.toLowerCase()
      if (!words.every((word) => text.includes(word))) continue
    }
    found.push({ id, name })
  }
  return found
}
