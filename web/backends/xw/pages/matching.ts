/** Whether all words of a search occur, in any order and case, in any of the texts. No words match everything. */
export function matchesSearch(search: string | undefined, texts: readonly (string | number | null)[]): boolean {
  const words = (search ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const all = texts.join('\n').toLocaleLowerCase()
  return words.every((word) => all.includes(word))
}

/** Whether one of a filter's choices is this one; a filter without choices lets everything through. */
export function isChosen(choices: readonly string[] | undefined, value: string): boolean {
  return choices === undefined || choices.includes(value)
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly count: number
}

/** What a filter offers: each value that occurs, in order of first occurrence, and those chosen that occur no more. */
export function choicesOf(
  values: readonly string[],
  chosen: readonly string[] | undefined,
  labelOf: (value: string) => string = (value) => value,
): Choice[] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const value of chosen ?? []) if (!counts.has(value)) counts.set(value, 0)
  return [...counts].map(([value, count]) => ({ value, label: labelOf(value), count }))
}
