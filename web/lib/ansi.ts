/** One of the sixteen colours that a terminal names, or any other. */
export type AnsiColour =
  | { readonly kind: 'named'; readonly index: number }
  | { readonly kind: 'rgb'; readonly red: number; readonly green: number; readonly blue: number }

export interface AnsiStyle {
  readonly ink: AnsiColour | null
  readonly ground: AnsiColour | null
  readonly bold: boolean
  readonly faint: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly inverse: boolean
}

export interface AnsiSpan {
  readonly text: string
  readonly style: AnsiStyle
}

export const plainStyle: AnsiStyle = {
  ink: null,
  ground: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  strike: false,
  inverse: false,
}

/** A piece of what was written to a terminal: text, or an order to it. */
export type AnsiToken =
  | { readonly kind: 'text'; readonly text: string }
  /** As `ESC [ 2 K`: its last letter, and the numbers before it. */
  | { readonly kind: 'order'; readonly final: string; readonly numbers: readonly number[] }

const ESCAPE = '\u001B'

/**
 * CSI; OSC and its like up to BEL or ST; the short sequences. One that is not finished ends with the text: an order
 * that was cut off must not swallow what follows it in the next line.
 */
const sequence = new RegExp(
  [
    `(?:${ESCAPE}\\[|\u009B)([0-?]*)[ -/]*([@-~])`,
    `(?:${ESCAPE}[\\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u009C${ESCAPE}]{0,4096}(?:\u0007|\u009C|${ESCAPE}\\\\)`,
    `${ESCAPE}[ -/]+[0-~]`,
    `${ESCAPE}[0-OQ-WYZ\\\\\`-~]`,
  ].join('|'),
  'g',
)

/** Splits into text and orders. No text is lost: all between two orders is in a token. */
export function* ansiTokens(text: string): Generator<AnsiToken> {
  let from = 0
  if (text.includes(ESCAPE) || /[\u0080-\u009F]/.test(text)) {
    for (const match of text.matchAll(sequence)) {
      if (match.index > from) yield { kind: 'text', text: text.slice(from, match.index) }
      from = match.index + match[0].length
      const final = match[2]
      if (final !== undefined) yield { kind: 'order', final, numbers: numbersOf(match[1] ?? '') }
    }
  }
  if (from < text.length) yield { kind: 'text', text: text.slice(from) }
}

function numbersOf(list: string): number[] {
  if (list === '') return []
  return list.split(/[;:]/).map((word) => (/^\d{1,6}$/.test(word) ? Number(word) : 0))
}

/** The style after an SGR order, the `m` of terminals. */
export function restyled(style: AnsiStyle, numbers: readonly number[]): AnsiStyle {
  if (numbers.length === 0) return plainStyle
  let next: AnsiStyle = style
  for (let i = 0; i < numbers.length; i += 1) {
    const code = numbers[i] ?? 0
    if (code === 38 || code === 48) {
      const { colour, taken } = extended(numbers, i + 1)
      i += taken
      if (colour !== null) next = code === 38 ? { ...next, ink: colour } : { ...next, ground: colour }
    } else {
      next = afterCode(next, code)
    }
  }
  return next
}

function afterCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, ink: { kind: 'named', index: code - 30 } }
  if (code >= 40 && code <= 47) return { ...style, ground: { kind: 'named', index: code - 40 } }
  if (code >= 90 && code <= 97) return { ...style, ink: { kind: 'named', index: code - 82 } }
  if (code >= 100 && code <= 107) return { ...style, ground: { kind: 'named', index: code - 92 } }
  switch (code) {
    case 0:
      return plainStyle
    case 1:
      return { ...style, bold: true }
    case 2:
      return { ...style, faint: true }
    case 3:
      return { ...style, italic: true }
    case 4:
    case 21:
      return { ...style, underline: true }
    case 7:
      return { ...style, inverse: true }
    case 9:
      return { ...style, strike: true }
    case 22:
      return { ...style, bold: false, faint: false }
    case 23:
      return { ...style, italic: false }
    case 24:
      return { ...style, underline: false }
    case 27:
      return { ...style, inverse: false }
    case 29:
      return { ...style, strike: false }
    case 39:
      return { ...style, ink: null }
    case 49:
      return { ...style, ground: null }
    default:
      // Blinking and hidden text are shown as they are: what a log says is there to be read.
      return style
  }
}

/** What follows 38 and 48: `5;n` of 256 colours, or `2;r;g;b`. */
function extended(numbers: readonly number[], at: number): { colour: AnsiColour | null; taken: number } {
  const [form, a = 0, b = 0, c = 0] = numbers.slice(at, at + 4)
  if (form === 5) return { colour: indexed(a), taken: 2 }
  if (form === 2) return { colour: { kind: 'rgb', red: byte(a), green: byte(b), blue: byte(c) }, taken: 4 }
  return { colour: null, taken: 0 }
}

function indexed(index: number): AnsiColour | null {
  if (index > 255) return null
  if (index < 16) return { kind: 'named', index }
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232)
    return { kind: 'rgb', red: grey, green: grey, blue: grey }
  }
  const cube = index - 16
  return {
    kind: 'rgb',
    red: cubeLevel(Math.floor(cube / 36)),
    green: cubeLevel(Math.floor(cube / 6) % 6),
    blue: cubeLevel(cube % 6),
  }
}

function cubeLevel(step: number): number {
  return step === 0 ? 0 : 55 + 40 * step
}

function byte(value: number): number {
  return Math.min(255, value)
}
