import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { DataTable, type Column } from '@/ui/DataTable.tsx'
import { Figure } from '@/ui/Figure.tsx'
import { Meter } from '@/ui/Meter.tsx'
import { availability, type DayAvailability } from '../../schema/availability.ts'
import type { Monitor } from '../../schema/monitor.ts'

interface Props {
  readonly rows: Monitor['days']
  readonly createdAt: number | null
  readonly readAt: number
}

/** The last seven days, heartbeat by heartbeat. */
export function AvailabilityWeek({ rows, createdAt, readAt }: Props): ReactNode {
  const t = useTranslations('client.availability')
  const f = useFormat()
  const own = useMemo(() => availability(rows, { now: readAt, createdAt }), [rows, createdAt, readAt])
  const newestFirst = useMemo(() => own.days.toReversed(), [own])
  const columns = useDayColumns()
  return (
    <div>
      <Figure
        label={t('own')}
        value={own.percent === null ? t('none') : f.percent(own.percent)}
        hint={t('ownHint', { received: own.received, expected: own.expected })}
        className="px-0 pt-0"
      />
      <p className="mb-3 max-w-prose text-xs text-ink-2">
        {t('how')}
        {own.received > own.expected && ` ${t('over')}`}
      </p>
      <DataTable dense caption={t('days')} rows={newestFirst} columns={columns} rowKey={(day) => day.date} />
    </div>
  )
}

function useDayColumns(): readonly Column<DayAvailability>[] {
  const t = useTranslations('client.availability')
  const f = useFormat()
  return useMemo((): readonly Column<DayAvailability>[] => {
    const share = (day: DayAvailability) => (day.expected === 0 ? null : (100 * day.received) / day.expected)
    return [
      { id: 'date', header: t('dayColumn'), cell: (day) => day.date, mono: true },
      { id: 'received', header: t('receivedColumn'), cell: (day) => f.number(day.received), align: 'end' },
      { id: 'expected', header: t('expectedColumn'), cell: (day) => f.number(day.expected), align: 'end', priority: 2 },
      {
        id: 'share',
        header: t('percentColumn'),
        cell: (day) => (
          <Meter value={share(day)} label={`${t('percentColumn')}, ${day.date}`} text={f.percent(share(day))} />
        ),
        width: 136,
      },
    ]
  }, [t, f])
}
