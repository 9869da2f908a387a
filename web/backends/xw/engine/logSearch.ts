import { rowWords } from '@/lib/terminalRow.ts'
import type { LogQuery } from '../schema/logRow.ts'

/** @throws {SyntaxError} where a pattern is none */
export function expressionOf({ text, isPattern }: LogQuery): RegExp {
  return new RegExp(isPattern ? text : text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'i')
}

// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const colours = /\u001B\[[\d;:]*m/g
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const drawn = /[\r\b\u001B]/

/**
 * Which of these rows, counted from the first, an expression finds. Looked at is what is read on the screen: without
 * the server's time and without colours.
 */
export function hitsIn(bytes: Uint8Array, rows: number, expression: RegExp): Uint32Array<ArrayBuffer> {
  const text = new TextDecoder().decode(bytes)
  const hits: number[] = []
  let from = 0
  for (let row = 0; row < rows; row += 1) {
    const feed = text.indexOf('\n', from)
    const end = feed === -1 ? text.length : feed
    if (expression.test(wordsIn(text.slice(behindStamp(text, from, end), end)))) hits.push(row)
    from = end + 1
  }
  return Uint32Array.from(hits)
}

/** Most lines are plain, or have colours and nothing else: drawing each would take many times as long. */
function wordsIn(line: string): string {
  if (!drawn.test(line)) return line
  const plain = line.replaceAll(colours, '')
  return drawn.test(plain) ? rowWords(plain) : plain
}

function behindStamp(text: string, from: number, end: number): number {
  if (text[from + 4] !== '-' || text[from + 10] !== 'T' || text[from + 13] !== ':') return from
  const zulu = text.indexOf('Z', from + 19)
  if (zulu === -1 || zulu >= end || zulu - from > 29) return from
  return zulu + 1 < end && text[zulu + 1] !== ' ' ? from : Math.min(end, zulu + 2)
}
