import { useTranslations } from 'use-intl'
import { type Buffered, isBuffered } from '@/net/buffered.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { cx } from '@/ui/cx.ts'
import { useNow } from './now.ts'

interface Props {
  readonly server: Pick<Endpoint, 'kind' | 'id'>
  /** What the stream beside it is made of. */
  readonly what?: Buffered
  readonly className?: string
}

/** Beside a stream whose events something on their way keeps back: why what is shown comes late and in leaps. */
export function HeldBackNote({ server, what = 'events', className }: Props) {
  const t = useTranslations('manyServers.findings')
  useNow(5_000)
  if (!isBuffered(server, what)) return null
  return (
    <p role="note" className={cx('max-w-prose text-sm text-warn', className)}>
      {t('bufferedDetail')}
    </p>
  )
}
