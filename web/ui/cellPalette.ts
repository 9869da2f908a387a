import { useEffect, useState } from 'react'
import type { CellColour } from './cellLegend.ts'
import type { Rgb } from './cellPaint.ts'

export type CellPalette = Readonly<Record<CellColour | 'surface', Rgb>>

/** What the tokens are now, as figures; another object when the theme changes. */
export function useCellPalette(): CellPalette {
  const [palette, setPalette] = useState(readPalette)
  useEffect(() => {
    const observer = new MutationObserver(() => setPalette(readPalette()))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return palette
}

function readPalette(): CellPalette {
  const style = getComputedStyle(document.documentElement)
  const read = (token: CellColour | 'surface') => rgbOf(style.getPropertyValue(`--${token}`))
  return {
    surface: read('surface'),
    good: read('good'),
    warn: read('warn'),
    bad: read('bad'),
    busy: read('busy'),
    idle: read('idle'),
    accent: read('accent'),
    line: read('line'),
    'line-strong': read('line-strong'),
    'scale-1': read('scale-1'),
    'scale-2': read('scale-2'),
    'scale-3': read('scale-3'),
    'scale-4': read('scale-4'),
    'scale-5': read('scale-5'),
    'scale-6': read('scale-6'),
  }
}

/** Of `#19703d` or `#fff`: a build shortens what can be shortened. Grey where there is no theme. */
export function rgbOf(text: string): Rgb {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text.trim())
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim())
  const [red = '', green = '', blue = ''] = (short ?? long)?.slice(1).map((one) => (short ? one + one : one)) ?? []
  return red === ''
    ? [128, 128, 128]
    : [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}
