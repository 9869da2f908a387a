import { ChevronLeft, ChevronRight, Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../IconButton.tsx'
import { isWhole, panned, reported, zoomedIn, zoomedOut } from './span.ts'
import type { Span, SpanBounds } from './span.ts'
import { useLatest } from '../useLatest.ts'

interface Props {
  readonly window: Span
  readonly bounds: SpanBounds
  /** Null is the whole. */
  readonly onZoom: (span: Span | null) => void
}

/** Zoom and pan for who does not drag. */
export function ZoomControls(props: Props) {
  const { window, bounds } = props
  return (
    <ZoomButtons
      latest={useLatest(props)}
      atStart={window.from <= bounds.whole.from}
      atEnd={window.to >= bounds.whole.to}
      atLeast={window.to - window.from <= bounds.leastMs}
      atWhole={isWhole(window, bounds.whole)}
    />
  )
}

interface ButtonsProps {
  readonly latest: () => Props
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly atLeast: boolean
  readonly atWhole: boolean
}

/** Drawn anew only when a button goes on or off: several charts have them, and a step of zoom has little time. */
const ZoomButtons = memo(function ZoomButtons({ latest, atStart, atEnd, atLeast, atWhole }: ButtonsProps) {
  const t = useTranslations('chart')
  const change = (to: (span: Span, bounds: SpanBounds) => Span) => () => {
    const { window, bounds, onZoom } = latest()
    onZoom(reported(to(window, bounds), bounds))
  }
  const whole = atWhole ? t('atWhole') : null
  return (
    <div role="group" aria-label={t('zoom')} className="flex items-center">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={t('earlier')}
        disabledReason={atStart ? t('atStart') : null}
        onClick={change((span, bounds) => panned(span, bounds, -1))}
      />
      <IconButton
        size="sm"
        icon={ChevronRight}
        label={t('later')}
        disabledReason={atEnd ? t('atEnd') : null}
        onClick={change((span, bounds) => panned(span, bounds, 1))}
      />
      <IconButton
        size="sm"
        icon={ZoomIn}
        label={t('zoomIn')}
        disabledReason={atLeast ? t('atLeast') : null}
        onClick={change((span, bounds) => zoomedIn(span, bounds))}
      />
      <IconButton
        size="sm"
        icon={ZoomOut}
        label={t('zoomOut')}
        disabledReason={whole}
        onClick={change((span, bounds) => zoomedOut(span, bounds))}
      />
      <IconButton
        size="sm"
        icon={Maximize2}
        label={t('wholeRange')}
        disabledReason={whole}
        onClick={() => latest().onZoom(null)}
      />
    </div>
  )
})
