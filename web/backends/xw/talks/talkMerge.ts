import { type Answer, type Column, isUnderWay, type Talk, targetKey, type Turn } from './talk.ts'

/**
 * One conversation that two tabs wrote in: every turn and answer of both. What `mine` shows stays shown; where a word
 * was changed on both sides, `mine` is right. Returns `mine` itself where `theirs` has nothing more.
 *
 * @param base as both had it before; undefined where that is not known
 */
export function mergeTalks(base: Talk | undefined, mine: Talk, theirs: Talk): Talk {
  const turns = mergeTurns(base?.turns ?? [], mine.turns, theirs.turns)
  const name = later(base?.name, mine.name, theirs.name)
  const system = later(base?.system, mine.system, theirs.system)
  const parameters = later(base?.parameters, mine.parameters, theirs.parameters)
  if (turns === mine.turns && name === mine.name && system === mine.system && parameters === mine.parameters)
    return mine
  return {
    ...mine,
    name,
    system,
    parameters,
    turns,
    updatedAt: Math.max(mine.updatedAt, theirs.updatedAt),
    chosen: { ...theirs.chosen, ...shownIn(mine) },
  }
}

function later<T>(base: T | undefined, mine: T, theirs: T): T {
  const same = (a: T | undefined, b: T): boolean => JSON.stringify(a) === JSON.stringify(b)
  return same(base, mine) && !same(mine, theirs) ? theirs : mine
}

/** The version of each turn that is shown, also where nobody chose it: the newest may soon be another tab's. */
function shownIn({ turns, chosen }: Talk): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(turns.map(({ id, parent }) => [parent ?? '', id])), ...chosen }
}

/** Those of `mine`, each with what `theirs` has more of it, and those that are new in `theirs`. */
function mergeLists<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  keyOf: (one: T) => string,
  merge: (mine: T, theirs: T, base: T | undefined) => T,
): readonly T[] {
  const find = (list: readonly T[], key: string): T | undefined => list.find((one) => keyOf(one) === key)
  const merged = mine.map((one) => {
    const other = find(theirs, keyOf(one))
    return other === undefined ? one : merge(one, other, find(base, keyOf(one)))
  })
  // What was there before and is not any more was taken away here.
  const added = theirs.filter((one) => !find(mine, keyOf(one)) && !find(base, keyOf(one)))
  return added.length === 0 && merged.every((one, index) => one === mine[index]) ? mine : [...merged, ...added]
}

function mergeTurns(base: readonly Turn[], mine: readonly Turn[], theirs: readonly Turn[]): readonly Turn[] {
  const merged = mergeLists(
    base,
    mine,
    theirs.map((turn) => ({ ...turn, columns: turn.columns.map(endedColumn) })),
    ({ id }) => id,
    (turn, other, before) => {
      const columns = mergeColumns(before?.columns ?? [], turn.columns, other.columns)
      return columns === turn.columns ? turn : { ...turn, columns }
    },
  )
  return merged === mine ? mine : merged.toSorted((a, b) => a.at - b.at)
}

function mergeColumns(base: readonly Column[], mine: readonly Column[], theirs: readonly Column[]): readonly Column[] {
  return mergeLists(
    base,
    mine,
    theirs,
    ({ target }) => targetKey(target),
    (column, other, before) => {
      const answers = mergeLists(before?.answers ?? [], column.answers, other.answers, ({ id }) => id, further)
      return answers === column.answers ? column : { ...column, answers }
    },
  )
}

/** The copy of an answer that knows more of it: only one tab has it written. */
function further(mine: Answer, theirs: Answer): Answer {
  if (isOver(mine) !== isOver(theirs)) return isOver(mine) ? mine : theirs
  return lengthOf(theirs) > lengthOf(mine) ? theirs : mine
}

function isOver({ state }: Answer): boolean {
  return state === 'done' || state === 'stopped' || state === 'failed'
}

function lengthOf({ text, reasoning }: Answer): number {
  return text.length + reasoning.length
}

/** What another tab has written cannot be followed or stopped from here. */
function endedColumn(column: Column): Column {
  if (!column.answers.some(isUnderWay)) return column
  return {
    ...column,
    answers: column.answers.map((answer) =>
      isUnderWay(answer) ? { ...answer, state: 'interrupted', silentSince: null } : answer,
    ),
  }
}
