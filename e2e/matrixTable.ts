import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type MatrixFault, isMatrixFault, matrixFaults } from './matrixFaults.ts'

/** What an operator met in one area under one fault. */
export interface Cell {
  readonly sees: string
  readonly recovers: string
}

export type Row = Readonly<Record<string, Cell>>

const root = resolve(import.meta.dirname, '..')
const page = join(root, 'docs', 'what-can-go-wrong.md')
const kept = join(root, '.cache', 'matrix')
const begin = '<!-- matrix: written by `npm run matrix` -->'
const end = '<!-- matrix: end -->'

/** Whether this run is to write the table instead of holding the console to it. */
export const isWriting = process.env['QUARTERDECK_MATRIX'] === 'write'

/** Whether every cell is walked through: by `npm run matrix`, and with `QUARTERDECK_MATRIX=whole`. */
export const isWhole = isWriting || process.env['QUARTERDECK_MATRIX'] === 'whole'

/** Keeps one fault's row for {@link writeTable}. */
export function keepRow(fault: MatrixFault, row: Row): void {
  mkdirSync(kept, { recursive: true })
  writeFileSync(join(kept, `${fault}.json`), JSON.stringify(row))
}

/**
 * Faults that differ in when they bite only: which of several polls meets one first is not settled, and so one's words
 * may be told of another. All others have words of their own.
 */
const alike: readonly (readonly MatrixFault[])[] = [
  ['hang-head', 'hang-body', 'trickle'],
  ['cut', 'end-early', 'garbled'],
]

/** A connection that drops before the head of an answer has come through is none. */
const mayLookLike: Partial<Record<MatrixFault, MatrixFault>> = { cut: 'refuse' }

/** What stands in the documentation of a fault in each area, and of those that are like it. */
export function documented(fault: MatrixFault): {
  readonly row: Row
  readonly likely: Readonly<Record<string, Cell[]>>
} {
  const faults = alike.find((family) => family.includes(fault)) ?? [fault]
  const other = mayLookLike[fault]
  const names = new Set<string>([...faults, ...(other === undefined ? [] : [other])].map((one) => matrixFaults[one]))
  const text = readFileSync(page, 'utf8')
  const table = text.slice(text.indexOf(begin), text.indexOf(end))
  const row: Record<string, Cell> = {}
  const likely: Record<string, Cell[]> = {}
  for (const section of table.split(/^### /m).slice(1)) {
    const area = section.slice(0, section.indexOf('\n')).trim()
    for (const line of section.split('\n')) {
      const [, name, sees, recovers] = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
      if (sees === undefined || recovers === undefined) continue
      if (name === matrixFaults[fault]) row[area] = { sees, recovers }
      if (name !== undefined && names.has(name)) (likely[area] ??= []).push({ sees, recovers })
    }
  }
  return { row, likely }
}

const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()

/** As a cell stands in the documentation. */
export function written({ sees, recovers }: Cell): Cell {
  return { sees: inCell(sees), recovers: inCell(recovers) }
}

/** Puts what was kept between the marks of the documentation. What has not run stays as it was. */
export function writeTable(areas: readonly string[]): void {
  const rows = new Map<MatrixFault, Row>()
  for (const fault of Object.keys(matrixFaults).filter(isMatrixFault)) {
    rows.set(fault, documented(fault).row)
  }
  for (const name of existsSync(kept) ? readdirSync(kept) : []) {
    const fault = name.replace('.json', '')
    if (isMatrixFault(fault)) rows.set(fault, JSON.parse(readFileSync(join(kept, name), 'utf8')) as Row)
  }
  const sections = areas.map((area) => {
    const lines = Object.keys(matrixFaults)
      .filter(isMatrixFault)
      .flatMap((fault) => {
        const cell = rows.get(fault)?.[area]
        if (!cell) return []
        const { sees, recovers } = written(cell)
        return [`| ${matrixFaults[fault]} | ${sees} | ${recovers} |`]
      })
    return `### ${area}\n\n| the server, or what is between | what you see | when it is over |\n| --- | --- | --- |\n${lines.join('\n')}\n`
  })
  const text = readFileSync(page, 'utf8')
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`${page} has no marks for the table`)
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${sections.join('\n')}\n${text.slice(to)}`)
}
