import type { MatrixSearch } from '../../paths.ts'
import { compareNames } from '../../schema/wire.ts'
import { isChosen, matchesSearch } from '../matching.ts'
import type { Matrix, MatrixRow } from './matrixModel.ts'

export const onlyChoices = ['all', 'differs', 'somewhere'] as const
export type Only = (typeof onlyChoices)[number]

export const sortChoices = ['model', '-size', 'size', '-on', 'on'] as const
export type MatrixSort = (typeof sortChoices)[number]

export function readOnly(text: string | undefined): Only {
  return onlyChoices.find((choice) => choice === text) ?? 'all'
}

export function readMatrixSort(text: string | undefined): MatrixSort {
  return sortChoices.find((choice) => choice === text) ?? 'model'
}

/** The rows that fit the search, in its order. A model whose family is not known fits none. */
export function viewRows(
  { rows }: Matrix,
  { q, only, family, sort }: MatrixSearch,
  familyOf: (model: string) => string | null,
): readonly MatrixRow[] {
  const kind = readOnly(only)
  const fitting = rows.filter(
    (row) =>
      (kind === 'all' || (kind === 'differs' ? row.differs : row.on > 0)) &&
      (family === undefined || isChosen(family, familyOf(row.id) ?? '')) &&
      matchesSearch(q, [row.id, familyOf(row.id)]),
  )
  const order = readMatrixSort(sort)
  if (order === 'model') return fitting
  const value = order.endsWith('size') ? (row: MatrixRow) => row.sizeBytes : (row: MatrixRow) => row.on
  const sign = order.startsWith('-') ? -1 : 1
  return fitting.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    // What is not known is last, whichever way round.
    if (x === null || y === null) return Number(x === null) - Number(y === null) || compareNames(a.id, b.id)
    return sign * (x - y) || compareNames(a.id, b.id)
  })
}
