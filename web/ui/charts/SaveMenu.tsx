import { Download, FileSpreadsheet, Image } from 'lucide-react'
import { memo } from 'react'
import type { RefObject } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { fileMoment, fileName, saveFile } from '@/lib/saveFile.ts'
import { Button } from '../Button.tsx'
import { Menu } from '../Menu.tsx'
import { chartCsv } from './chartCsv.ts'
import { chartPicture } from './chartPicture.ts'
import type { ChartFrame } from './frame.ts'
import type { TimeChartProps } from './series.ts'

export interface SaveSource extends Pick<TimeChartProps, 'label' | 'unit' | 'zone' | 'resolution' | 'formatTime'> {
  readonly frame: ChartFrame
  readonly download: string
}

interface Props {
  readonly label: string
  /** Asked when something is saved: the menu need not be drawn anew with every window. */
  readonly source: () => SaveSource
  readonly figure: RefObject<HTMLElement | null>
}

export const SaveMenu = memo(function SaveMenu({ label, source, figure }: Props) {
  const t = useTranslations('chart')
  const timeZone = useTimeZone()
  const saveCsv = () => {
    const now = source()
    const { frame, zone, unit } = now
    const text = chartCsv(
      frame.series,
      frame.window,
      {
        utc: t('csvUtc'),
        local: zone === undefined ? t('csvLocal') : t('withUnit', { label: t('csvLocal'), unit: zone }),
        series: frame.series.map((one) => (unit === '' ? one.label : t('withUnit', { label: one.label, unit }))),
      },
      timeZone,
    )
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), nameOf(now, 'csv'))
  }

  const savePng = async () => {
    const now = source()
    const { frame, zone, unit, resolution, formatTime } = now
    const { from, to } = frame.window
    const drawing = figure.current?.querySelector('.recharts-wrapper > svg')
    if (!(drawing instanceof SVGSVGElement)) return
    const picture = await chartPicture(drawing, {
      title: unit === '' ? now.label : t('withUnit', { label: now.label, unit }),
      lines: [
        t('window', { from: formatTime(from), to: formatTime(to) }),
        [zone === undefined ? '' : t('zone', { zone }), resolution ?? ''].filter(Boolean).join(' · '),
      ].filter(Boolean),
      legend: frame.series,
    })
    if (picture) saveFile(picture, nameOf(now, 'png'))
  }

  return (
    <Menu
      align="end"
      label={t('saveWhat', { label })}
      trigger={
        <Button size="sm" tone="quiet" icon={Download}>
          {t('save')}
        </Button>
      }
      entries={[
        { label: t('savePng'), icon: Image, onSelect: () => void savePng() },
        { label: t('saveCsv'), icon: FileSpreadsheet, onSelect: saveCsv },
      ]}
    />
  )
})

function nameOf({ download, frame }: SaveSource, extension: string): string {
  return fileName([download, fileMoment(frame.window.from), fileMoment(frame.window.to)], extension)
}
