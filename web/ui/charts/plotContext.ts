import { createContext } from 'react'
import type { ChartCursor } from './cursor.ts'
import type { ChartFrame } from './frame.ts'
import type { Span } from './span.ts'

/** Where the plot is within the drawing, in pixels. */
export interface PlotArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlotProps {
  readonly frame: ChartFrame
  readonly cursor: ChartCursor
  readonly onZoom: ((span: Span | null) => void) | undefined
  readonly zone: string | undefined
  readonly formatTick: (time: number) => string
}

export const PlotContext = createContext<PlotProps | null>(null)
