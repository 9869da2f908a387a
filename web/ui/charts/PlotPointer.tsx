import { useEffect, useRef, useState } from 'react'
import type { MouseEvent, PointerEvent } from 'react'
import type { PlotArea } from './plotContext.ts'
import { bounded, reported } from './span.ts'
import type { Span, SpanBounds } from './span.ts'

interface Props {
  readonly shown: Span
  readonly bounds: SpanBounds
  readonly area: PlotArea
  readonly onZoom: ((span: Span | null) => void) | undefined
  /** The moment pointed at, and how far below the top of the area. */
  readonly onPoint: (at: number, y: number) => void
  readonly onLeave: () => void
}

interface Drag {
  readonly from: number
  readonly to: number
}

/** A shorter way with the button down is a click. */
const leastDragPixels = 4

/** Where the pointer is over a plot, and the band it drags. */
export function PlotPointer({ shown, bounds, area, onZoom, onPoint, onLeave }: Props) {
  const ground = useRef<SVGRectElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const isDragging = drag !== null

  useEffect(() => {
    if (!isDragging) return undefined
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setDrag(null)
    }
    // Before anything else that Escape closes.
    addEventListener('keydown', cancel, { capture: true })
    return () => removeEventListener('keydown', cancel, { capture: true })
  }, [isDragging])

  const placeOf = (event: MouseEvent) => {
    const box = ground.current?.getBoundingClientRect()
    // The page may be zoomed: the box is in its pixels, the drawing in its own.
    const perPixel = box && box.width > 0 ? area.width / box.width : 1
    return {
      x: Math.max(0, Math.min(area.width, (event.clientX - (box?.left ?? 0)) * perPixel)),
      y: Math.max(0, Math.min(area.height, (event.clientY - (box?.top ?? 0)) * perPixel)),
    }
  }
  const timeAt = (x: number): number => shown.from + (x / area.width) * (shown.to - shown.from)

  const onMove = (event: PointerEvent<SVGRectElement>) => {
    const { x, y } = placeOf(event)
    if (drag) setDrag({ from: drag.from, to: x })
    onPoint(timeAt(x), y)
  }

  const onUp = () => {
    setDrag(null)
    if (!drag || !onZoom || Math.abs(drag.to - drag.from) < leastDragPixels) return
    onZoom(reported(bounded({ from: timeAt(drag.from), to: timeAt(drag.to) }, bounds), bounds))
  }

  const left = Math.min(drag?.from ?? 0, drag?.to ?? 0)
  const width = Math.abs((drag?.to ?? 0) - (drag?.from ?? 0))
  return (
    <>
      {width >= leastDragPixels && (
        <rect
          data-part="selection"
          x={area.x + left}
          y={area.y}
          width={width}
          height={area.height}
          fill="var(--accent)"
          fillOpacity={0.14}
          stroke="var(--accent)"
        />
      )}
      <rect
        ref={ground}
        data-part="ground"
        x={area.x}
        y={area.y}
        width={area.width}
        height={area.height}
        fill="transparent"
        // A finger still scrolls the page up and down; sideways it selects.
        style={{ touchAction: onZoom ? 'pan-y' : 'auto', cursor: onZoom ? 'crosshair' : 'default', userSelect: 'none' }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          if (onZoom) {
            event.currentTarget.setPointerCapture(event.pointerId)
            const { x } = placeOf(event)
            setDrag({ from: x, to: x })
          }
          onMove(event)
        }}
        onPointerMove={onMove}
        onPointerUp={onUp}
        onPointerCancel={() => setDrag(null)}
        onPointerLeave={(event) => {
          // After a tap the values stay to be read.
          if (event.pointerType !== 'touch') onLeave()
        }}
        onDoubleClick={onZoom && (() => onZoom(null))}
        // The frame keeps track of the pointer too, for hints that it does not show here.
        onMouseMove={(event) => event.stopPropagation()}
        onTouchMove={(event) => event.stopPropagation()}
      />
    </>
  )
}
