import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { drawCells } from './cellDraw.ts'
import { cellAt, cellGrid, nextCell } from './cellGrid.ts'
import type { CellGrid } from './cellGrid.ts'
import { CellHint } from './CellHint.ts'
import type { CellPlace } from './CellHint.ts'
import type { CellLegendEntry } from './cellLegend.ts'
import { useCellPalette } from './cellPalette.ts'
import { useHeldCell } from './heldCell.ts'
import { useRoomWidth } from './roomWidth.ts'

interface Props {
  readonly count: number
  readonly colourOf: Uint8Array
  readonly legend: readonly CellLegendEntry[]
  readonly label: string
  readonly describedBy: string
  readonly describe: (index: number) => string
  readonly onOpen: (index: number) => void
  readonly keyOf?: (index: number) => string
  readonly cellSize?: number
}

/** The cells of a map: a picture that is drawn when they change, and over it what follows the pointer and the keys. */
export function CellField({ count, colourOf, legend, label, describedBy, describe, onOpen, keyOf, cellSize }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pointed = useRef<HTMLDivElement>(null)
  const outline = useRef<HTMLDivElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const hint = useRef<CellHint>(null)
  const width = useRoomWidth(box)
  const palette = useCellPalette()
  const grid = useMemo(() => cellGrid(count, width, cellSize), [count, width, cellSize])
  const held = useHeldCell(count, keyOf)

  useLayoutEffect(() => {
    if (canvas.current) drawCells(canvas.current, grid, colourOf, count, legend, palette)
  }, [grid, colourOf, count, legend, palette])

  useLayoutEffect(() => {
    if (held.moves > 0) outline.current?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [held.moves])

  useEffect(() => {
    if (popup.current && pointed.current) hint.current = new CellHint(popup.current, pointed.current)
    const hide = () => hint.current?.hide()
    window.addEventListener('scroll', hide, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', hide, { capture: true })
  }, [])
  const leave = () => hint.current?.hide()

  const cellUnder = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => cellAt(grid, count, offsetX, offsetY)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return
    if (event.key === 'Enter') onOpen(held.index)
    const next = nextCell(grid, count, held.index, event.key, event.ctrlKey)
    if (next === null) return
    event.preventDefault()
    leave()
    held.move(next)
  }

  return (
    <div>
      <div ref={box} className="overflow-x-clip" style={{ height: grid.height }}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are what it is for */}
        <div
          role="application"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys walk over what is drawn in it
          tabIndex={0}
          aria-label={label}
          aria-describedby={describedBy}
          onFocus={held.enter}
          onBlur={held.leave}
          onKeyDown={onKeyDown}
          style={{ width: grid.width, height: grid.height }}
          className="relative bg-surface forced-color-adjust-none outline-none"
        >
          <canvas
            ref={canvas}
            style={{ width: grid.width, height: grid.height }}
            className="block cursor-pointer"
            onPointerMove={(event) => {
              // A finger does not hover.
              if (event.pointerType === 'touch') return
              const index = cellUnder(event)
              if (index === null) return leave()
              hint.current?.show(index, cellPlace(grid, index), describe)
              hint.current?.follow(event.clientX, event.clientY)
            }}
            onPointerLeave={leave}
            onClick={(event) => {
              const index = cellUnder(event)
              if (index !== null) onOpen(index)
            }}
          />
          <div
            ref={pointed}
            hidden
            className="pointer-events-none absolute top-0 left-0 shadow-[0_0_0_1px_var(--surface),0_0_0_2px_var(--ink)]"
          />
          {held.isInside && (
            <div
              ref={outline}
              style={cellPlace(grid, held.index)}
              className="pointer-events-none absolute top-0 left-0 scroll-my-16 shadow-[0_0_0_1px_var(--surface),0_0_0_3px_var(--ink),0_0_0_4px_var(--surface)]"
            />
          )}
        </div>
      </div>
      <output className="mt-2 block min-h-5 text-sm text-ink-2">{held.isInside ? describe(held.index) : ''}</output>
      <div
        ref={popup}
        popover="manual"
        aria-hidden
        className="popup pointer-events-none fixed inset-auto top-0 left-0 m-0 w-max max-w-80 px-2 py-1 text-xs wrap-anywhere whitespace-pre-line transition-none"
      />
    </div>
  )
}

function cellPlace({ columns, pitch, gap }: CellGrid, index: number): CellPlace {
  const side = pitch - gap
  const x = (index % columns) * pitch
  const y = Math.floor(index / columns) * pitch
  return { width: `${side}px`, height: `${side}px`, transform: `translate(${x}px, ${y}px)` }
}
