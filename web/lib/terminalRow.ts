import { type AnsiSpan, type AnsiStyle, ansiTokens, plainStyle, restyled } from './ansi.ts'

/** What one row of a log leaves on a terminal. */
export interface TerminalRow {
  /** By how many lines above the row's own they stand, as -1; the own one, 0, is always there. */
  readonly lines: ReadonlyMap<number, readonly AnsiSpan[]>
  /** On which of them the cursor stood at the end. */
  readonly end: number
}

interface Cell {
  readonly text: string
  readonly style: AnsiStyle
}

/** A cursor is not followed further than this: beyond is no progress display but rubbish. */
const FARTHEST_LINE = 100
const FARTHEST_COLUMN = 4_096

/** CR, backspace, or an order that moves the cursor or erases: then what came last is not simply what is seen. */
// oxlint-disable-next-line no-control-regex -- control characters are what this is about
const moves = /[\r\b]|(?:\u001B\[|\u009B)[0-?]*[ -/]*[A-HJKPXadef`@]/

/**
 * Draws a row as a terminal would: carriage returns, cursor movements and erasing folded, colours kept. The row is
 * whole, so that it does not matter how its bytes came. Control characters that draw nothing are left out.
 */
export function drawRow(text: string): TerminalRow {
  const row = text.endsWith('\r') ? text.slice(0, -1) : text
  if (!moves.test(row)) return { lines: new Map([[0, spansOf(row)]]), end: 0 }
  const screen = new Screen()
  for (const token of ansiTokens(row)) {
    if (token.kind === 'text') screen.write(token.text)
    else screen.order(token.final, token.numbers)
  }
  return screen.drawn()
}

/** The line of a row that is its own on the screen: the one it went up to, where it wrote nothing on its first. */
export function ownLine({ lines, end }: TerminalRow): readonly AnsiSpan[] {
  const own = lines.get(0) ?? []
  return end < 0 && wordsOf(own).trim() === '' ? (lines.get(end) ?? []) : own
}

/** What can be read of a row, without colours. */
export function rowWords(text: string): string {
  return wordsOf(ownLine(drawRow(text)))
}

export function wordsOf(spans: readonly AnsiSpan[]): string {
  return spans.map(({ text }) => text).join('')
}

function spansOf(row: string): AnsiSpan[] {
  const spans: AnsiSpan[] = []
  let style = plainStyle
  for (const token of ansiTokens(row)) {
    if (token.kind === 'order') {
      if (token.final === 'm') style = restyled(style, token.numbers)
    } else {
      const text = visible(token.text)
      if (text !== '') spans.push({ text, style })
    }
  }
  return spans
}

/** Without what draws nothing; tabs stay. */
export function visible(text: string): string {
  return (
    text
      .replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g, '')
      .replaceAll(/[\u2028\u2029\u0085\v\f]/g, ' ')
      // oxlint-disable-next-line no-control-regex -- control characters are what this is about
      .replaceAll(/[\u0000-\u0008\u000A\u000E-\u001F\u007F-\u009F]/g, '')
      .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
  )
}

class Screen {
  readonly #lines = new Map<number, Cell[]>([[0, []]])
  #line = 0
  #column = 0
  #style: AnsiStyle = plainStyle

  write(text: string): void {
    for (const part of text.split(/([\r\b])/)) {
      if (part === '\r') this.#column = 0
      else if (part === '\b') this.#column = Math.max(0, this.#column - 1)
      else this.#put(visible(part))
    }
  }

  order(final: string, numbers: readonly number[]): void {
    const first = numbers[0] ?? 0
    const count = Math.max(1, first)
    switch (final) {
      case 'm':
        this.#style = restyled(this.#style, numbers)
        return
      case 'A':
        this.#move(-count)
        return
      case 'B':
      case 'e':
        this.#move(count)
        return
      case 'F':
        this.#move(-count)
        this.#column = 0
        return
      case 'E':
        this.#move(count)
        this.#column = 0
        return
      case 'C':
      case 'a':
        this.#column = Math.min(FARTHEST_COLUMN, this.#column + count)
        return
      case 'D':
        this.#column = Math.max(0, this.#column - count)
        return
      case 'G':
      case '`':
        this.#column = Math.min(FARTHEST_COLUMN, count - 1)
        return
      case 'K':
        this.#eraseInLine(first)
        return
      case 'J':
        this.#eraseBelow(first)
        return
      case 'P':
        this.#cells().splice(this.#column, count)
        return
      case 'X':
        this.#blank(this.#column, this.#column + Math.min(count, FARTHEST_COLUMN))
        return
      default:
        // To a place of the whole screen (H, f, d): a log has none, and what is written is kept where it came.
        return
    }
  }

  drawn(): TerminalRow {
    const lines = new Map<number, readonly AnsiSpan[]>()
    for (const [line, cells] of this.#lines) {
      const spans = joined(cells)
      if (line === 0 || spans.length > 0) lines.set(line, spans)
    }
    return { lines, end: this.#line }
  }

  #cells(): Cell[] {
    const known = this.#lines.get(this.#line)
    if (known) return known
    const made: Cell[] = []
    this.#lines.set(this.#line, made)
    return made
  }

  #move(by: number): void {
    // The last line of a log is the lowest of its terminal: there is no way further down.
    this.#line = Math.max(-FARTHEST_LINE, Math.min(0, this.#line + by))
  }

  #put(text: string): void {
    if (text === '') return
    const cells = this.#cells()
    const style = this.#style
    while (cells.length < this.#column) cells.push({ text: ' ', style: plainStyle })
    for (const character of text) {
      // A combining sign belongs to the character before it.
      const before = cells[this.#column - 1]
      if (before && /\p{Mark}/u.test(character)) {
        cells[this.#column - 1] = { text: before.text + character, style: before.style }
        continue
      }
      cells[this.#column] = { text: character, style }
      this.#column += 1
    }
  }

  #blank(from: number, to: number): void {
    const cells = this.#cells()
    for (let i = from; i < Math.min(to, cells.length); i += 1) cells[i] = { text: ' ', style: plainStyle }
  }

  #eraseInLine(which: number): void {
    const cells = this.#cells()
    if (which === 0) cells.length = Math.min(cells.length, this.#column)
    else if (which === 1) this.#blank(0, this.#column + 1)
    else cells.length = 0
  }

  /** Lines below the cursor go; those above stay, and so does the history of a log. */
  #eraseBelow(which: number): void {
    if (which === 0) this.#eraseInLine(0)
    for (const line of this.#lines.keys()) {
      if (line > this.#line) this.#lines.set(line, [])
    }
  }
}

function joined(cells: readonly Cell[]): AnsiSpan[] {
  const spans: { text: string; style: AnsiStyle }[] = []
  for (const { text, style } of cells) {
    const last = spans.at(-1)
    if (last && last.style === style) last.text += text
    else spans.push({ text, style })
  }
  return spans
}
