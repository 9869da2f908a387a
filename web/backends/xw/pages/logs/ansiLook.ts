import type { CSSProperties } from 'react'
import type { AnsiColour, AnsiStyle } from '@/lib/ansi.ts'
import { cssColour, readableOn, type Rgb } from '@/lib/contrast.ts'
import { cx } from '@/ui/cx.ts'

interface Look {
  readonly className: string
  readonly style: CSSProperties | undefined
}

/** The grounds that log lines stand on, the least favourable of each theme: that of the line under the pointer. */
const lightGround: Rgb = { red: 226, green: 240, blue: 241 }
const darkGround: Rgb = { red: 43, green: 40, blue: 42 }
const RATIO = 4.6

/** Where the theme has a colour of that meaning, it is taken. */
const named: Readonly<Record<number, string>> = {
  0: 'text-ink-2',
  1: 'text-bad',
  2: 'text-good',
  3: 'text-warn',
  4: 'text-busy',
  6: 'text-accent',
  7: 'text-ink-2',
  8: 'text-ink-3',
  9: 'text-bad',
  10: 'text-good',
  11: 'text-warn',
  12: 'text-busy',
  14: 'text-accent',
  15: 'text-ink',
}

const palette: readonly Rgb[] = [
  [0, 0, 0],
  [205, 49, 49],
  [13, 188, 121],
  [229, 229, 16],
  [36, 114, 200],
  [188, 63, 188],
  [17, 168, 205],
  [229, 229, 229],
  [102, 102, 102],
  [241, 76, 76],
  [35, 209, 139],
  [245, 245, 67],
  [59, 142, 234],
  [214, 112, 214],
  [41, 184, 219],
  [255, 255, 255],
].map(([red = 0, green = 0, blue = 0]) => ({ red, green, blue }))

const looks = new WeakMap<AnsiStyle, Look>()

/** How a span of a log is drawn: by the theme's colours where they mean the same, else by the nearest readable ones. */
export function ansiLook(style: AnsiStyle): Look {
  const known = looks.get(style)
  if (known) return known
  const made = { className: classOf(style), style: coloursOf(style) }
  looks.set(style, made)
  return made
}

function classOf(style: AnsiStyle): string {
  const ground = style.inverse ? (style.ink ?? 'default') : style.ground
  return cx(
    style.bold && 'font-bold',
    style.italic && 'italic',
    style.underline && 'underline',
    style.strike && 'line-through',
    ground === null && style.ink?.kind === 'named' && named[style.ink.index],
    ground === null && style.ink === null && style.faint && 'text-ink-2',
    ground === 'default' && 'bg-ink text-bg',
  )
}

function coloursOf(style: AnsiStyle): CSSProperties | undefined {
  const ground = style.inverse ? style.ink : style.ground
  const ink = style.inverse ? style.ground : style.ink
  if (ground !== null) {
    const rgb = rgbOf(ground)
    const wanted = ink === null ? black : rgbOf(ink)
    return { backgroundColor: cssColour(rgb), color: cssColour(readableOn(rgb, wanted, RATIO)) }
  }
  if (ink === null || style.inverse || (ink.kind === 'named' && named[ink.index] !== undefined)) return undefined
  const rgb = rgbOf(ink)
  const light = cssColour(readableOn(lightGround, rgb, RATIO))
  const dark = cssColour(readableOn(darkGround, rgb, RATIO))
  return { color: `light-dark(${light}, ${dark})` }
}

const black: Rgb = { red: 0, green: 0, blue: 0 }

function rgbOf(colour: AnsiColour): Rgb {
  return colour.kind === 'rgb' ? colour : (palette[colour.index] ?? black)
}
