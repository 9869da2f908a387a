import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ZoomControls } from '@/ui/charts/ZoomControls.tsx'
import { useSpanText } from './useSpanText.ts'
import type { Zoom } from './useZoom.ts'

interface Props {
  readonly zoom: Zoom
  readonly leastMs: number
}

/** What of the range is shown, for all charts of the page at once. */
export function ZoomBar({ zoom, leastMs }: Props): ReactNode {
  const t = useTranslations('health.zoom')
  const spanText = useSpanText()
  const { whole, window, isZoomed, onZoom } = zoom
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <output className="min-w-0 text-sm tabular-nums">
        <span className="text-ink-3">{isZoomed ? t('part') : t('whole')}</span> {spanText(window)}
      </output>
      <ZoomControls
        window={window}
        bounds={{ whole, leastMs: Math.min(leastMs, whole.to - whole.from) }}
        onZoom={onZoom}
      />
    </div>
  )
}
