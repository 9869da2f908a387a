import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { YearCalendar } from '@/ui/charts/YearCalendar.tsx'
import { Figure } from '@/ui/Figure.tsx'
import { availabilityYear } from '../../schema/availability.ts'
import type { Monitor } from '../../schema/monitor.ts'

interface Props {
  readonly rows: Monitor['days']
  readonly createdAt: number | null
  readonly readAt: number
}

/** A year, day by day, with what each day was. */
export function AvailabilityYear({ rows, createdAt, readAt }: Props): ReactNode {
  const t = useTranslations('client.availability')
  const f = useFormat()
  const year = useMemo(() => availabilityYear(rows, { now: readAt, createdAt }), [rows, createdAt, readAt])
  const days = useMemo(
    () =>
      year.days.map((day) =>
        day.kind === 'counted'
          ? {
              date: day.date,
              value: day.percent,
              label: t('day.counted', {
                percent: f.percent(day.percent),
                received: day.received,
                expected: day.expected,
              }),
            }
          : { date: day.date, value: null, label: t(`day.${day.kind}`) },
      ),
    [year, t, f],
  )
  const since = createdAt === null ? undefined : new Date(createdAt).toISOString().slice(0, 10)
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap gap-x-8">
        <Figure
          label={t('ownYear')}
          value={year.percent === null ? t('noneYear') : f.percent(year.percent)}
          hint={t('yearHint', { days: year.countedDays })}
          className="px-0 pt-0"
        />
        <Figure label={t('perfect')} value={f.number(year.perfectDays)} className="px-0 pt-0" />
        <Figure label={t('absent')} value={f.number(year.absentDays)} className="px-0 pt-0" />
      </div>
      <p className="mb-3 max-w-prose text-xs text-ink-2">{t('howYear')}</p>
      <YearCalendar label={t('year')} days={days} {...(since === undefined ? {} : { since })} />
    </div>
  )
}
