import { CalendarRange } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { Popover } from '@/ui/Popover.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { RANGES } from '../../paths.ts'
import { DaysForm } from './DaysForm.tsx'
import type { AskedRange } from './healthRange.ts'
import { useHealthSearch } from './useHealthSearch.ts'

interface Props {
  readonly asked: AskedRange
  readonly now: number
}

/** A window that ends now, or two days. A new one is a step that the back button undoes. */
export function RangePicker({ asked, now }: Props): ReactNode {
  const t = useTranslations('health')
  const [, change] = useHealthSearch()
  return (
    <div className="flex max-w-full flex-wrap items-center gap-2">
      <Segmented
        label={t('range')}
        value={asked.kind === 'moving' ? asked.range : ''}
        onValueChange={(range) => {
          if (range === '') return
          change({ range, from: undefined, to: undefined, zoom: undefined }, { by: 'push' })
        }}
        options={RANGES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
      />
      <Popover
        align="end"
        title={t('days.title')}
        className="w-80"
        trigger={
          <Button icon={CalendarRange} className={asked.kind === 'days' ? 'border-accent!' : ''}>
            {asked.kind === 'days' ? t('days.chosen', { from: asked.firstDay, to: asked.lastDay }) : t('days.button')}
          </Button>
        }
      >
        {(close) => (
          <DaysForm
            start={asked.kind === 'days' ? { from: asked.firstDay, to: asked.lastDay } : undefined}
            now={now}
            onChoose={({ from, to }) => {
              close()
              change({ range: undefined, from, to, zoom: undefined }, { by: 'push' })
            }}
          />
        )}
      </Popover>
    </div>
  )
}
