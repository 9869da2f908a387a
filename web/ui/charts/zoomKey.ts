import { panned, zoomedIn, zoomedOut } from './span.ts'
import type { Span, SpanBounds } from './span.ts'

interface Press {
  readonly key: string
  readonly shiftKey: boolean
}

/** The span that a key asks for, `whole` for all of it, undefined for keys that are not about the span. */
export function zoomKey(
  { key, shiftKey }: Press,
  span: Span,
  bounds: SpanBounds,
  around: number | undefined,
): Span | 'whole' | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomedIn(span, bounds, around)
    case '-':
    case '_':
      return zoomedOut(span, bounds, around)
    case '0':
      return 'whole'
    case 'ArrowLeft':
      return shiftKey ? panned(span, bounds, -1) : undefined
    case 'ArrowRight':
      return shiftKey ? panned(span, bounds, 1) : undefined
    default:
      return undefined
  }
}
