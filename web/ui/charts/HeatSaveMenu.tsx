import { Download, FileSpreadsheet, Image } from 'lucide-react'
import { memo } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { fileMoment, fileName, saveFile } from '@/lib/saveFile.ts'
import { Button } from '../Button.tsx'
import { useCellPalette } from '../cellPalette.ts'
import { Menu } from '../Menu.tsx'
import { heatCsv } from './heatCsv.ts'
import type { HeatMapProps } from './heatMapProps.ts'
import { heatPicture } from './heatPicture.ts'
import { offsetsWithin } from './localTime.ts'
import { timeTicks } from './ticks.ts'

interface Props {
  readonly label: string
  readonly source: () => HeatMapProps
}

export const HeatSaveMenu = memo(function HeatSaveMenu({ label, source }: Props) {
  const t = useTranslations('chart')
  const timeZone = useTimeZone()
  const palette = useCellPalette()
  const saveCsv = () => {
    const now = source()
    const local = now.zone === undefined ? t('csvLocal') : t('withUnit', { label: t('csvLocal'), unit: now.zone })
    const text = heatCsv(now, { utc: t('csvUtc'), local }, timeZone)
    saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), nameOf(now, 'csv'))
  }

  const savePng = async () => {
    const now = source()
    const { window, formatTime, formatValue, zone, resolution, unit } = now
    const picture = await heatPicture(now, palette, {
      title: unit === '' ? now.label : t('withUnit', { label: now.label, unit }),
      lines: [
        t('window', { from: formatTime(window.from), to: formatTime(window.to) }),
        [zone === undefined ? '' : t('zone', { zone }), resolution ?? ''].filter(Boolean).join(' · '),
      ].filter(Boolean),
      gap: t('heat.gap'),
      ticks: timeTicks(window.from, window.to, 6, offsetsWithin(window, timeZone)).map((at) => ({
        at,
        text: (now.formatTick ?? formatTime)(at),
      })),
      step: (from, to) => t('heat.step', { from: formatValue(from), to: formatValue(to) }),
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

function nameOf({ download = '', window }: HeatMapProps, extension: string): string {
  return fileName([download, fileMoment(window.from), fileMoment(window.to)], extension)
}
