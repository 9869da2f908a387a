import { useTranslations } from 'use-intl'
import { bufferedServers } from '@/net/buffered.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { serverKey } from '@/net/shut.ts'
import { useNow } from './now.ts'

/** Beside a stream whose events something on their way keeps back: why what is shown comes late and in leaps. */
export function HeldBackNote({ server }: { readonly server: Pick<Endpoint, 'kind' | 'id'> }) {
  const t = useTranslations('manyServers.findings')
  useNow(5_000)
  if (!bufferedServers().has(serverKey(server))) return null
  return (
    <p role="note" className="max-w-prose text-sm text-warn">
      {t('bufferedDetail')}
    </p>
  )
}
