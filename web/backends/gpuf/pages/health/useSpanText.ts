import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { HistoryRange } from '../../schema/history.ts'

/** `2026-11-20 12:04:00 to 12:31:00 GMT+1 (27m)`. */
export function useSpanText(): (range: HistoryRange) => string {
  const t = useTranslations('health')
  const f = useFormat()
  return ({ from, to }) => {
    const length = f.duration(to - from)
    if (f.date(from) !== f.date(to)) return t('span', { from: f.dateTime(from), to: f.dateTime(to), length })
    return t('span', { from: `${f.date(from)} ${f.time(from)}`, to: f.timeWithZone(to), length })
  }
}
