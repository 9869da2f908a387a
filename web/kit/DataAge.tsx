import { useTranslations } from 'use-intl'
import { useNow } from './now.ts'
import { useFormat } from './useFormat.ts'

interface Props {
  /** When the data was said, in milliseconds since the epoch. */
  readonly at: number | null | undefined
}

/** "Updated 3s ago", moving, with the moment itself in its hint. No live region: nobody wants each second read out. */
export function DataAge({ at }: Props) {
  const t = useTranslations('kit.age')
  const format = useFormat()
  const now = useNow(1000)

  // The cache says 0 for what it does not have.
  if (!at) return <span className="text-xs text-ink-3">{t('never')}</span>
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={format.dateTime(at)}
      className="text-xs whitespace-nowrap text-ink-3 tabular-nums"
    >
      {t('label', { age: format.ago(at, now) })}
    </time>
  )
}
