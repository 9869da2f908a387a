import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rgbOf } from './cellPalette.ts'
import type { Rgb } from './cellPaint.ts'

const css = readFileSync(resolve(import.meta.dirname, 'theme.css'), 'utf8')
const [, light = '', dark = ''] = css.split(/:root(?:\[data-theme='dark'\])? \{/)

/** Relative luminance of WCAG 2.2. */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) =>
    channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Rgb, other: Rgb): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (more + 0.05) / (less + 0.05)
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the scale of the %s theme', (_, tokens) => {
  const read = (token: string) => rgbOf(new RegExp(`--${token}: (#\\w+)`).exec(tokens)?.[1] ?? '')
  const steps = [1, 2, 3, 4, 5, 6].map((step) => read(`scale-${step}`))

  test('stands out from the ground', () => {
    for (const step of steps) expect(contrast(step, read('surface'))).toBeGreaterThanOrEqual(3)
  })

  test('can be told from step to step', () => {
    for (const [index, step] of steps.slice(1).entries()) {
      expect(contrast(step, steps[index] ?? step)).toBeGreaterThanOrEqual(1.3)
    }
  })
})

test('a token is read as it is written, and as a build shortens it', () => {
  expect(rgbOf(' #19703d')).toEqual([25, 112, 61])
  expect(rgbOf('#fff')).toEqual([255, 255, 255])
  expect(rgbOf('')).toEqual([128, 128, 128])
})
