import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { paths } from '../paths.ts'
import type { ForeignDownload } from './useForeignDownloads.ts'

/** A download of somebody else's: the server tells that there is one, and nothing of how far it is. */
export function ForeignDownloadLine({ download }: { readonly download: ForeignDownload }) {
  const t = useTranslations('pulls')
  const f = useFormat()
  const now = useNow(30_000)
  const { at, model, seenAt } = download
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <span className="min-w-0 truncate">
        <Link to={paths.serverModel} params={{ server: at.id, model }} className={quietLinkClass}>
          <ServerText text={model} mono max={60} />
        </Link>{' '}
        <span className="text-ink-3">{t('on', { server: inSentence(at.label) })}</span>
      </span>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-ink-3">
        <StatusBadge tone="busy" className="text-xs">
          {t('byOthers')}
        </StatusBadge>
        {seenAt !== null && (
          <span className="tabular-nums">{t('seenFor', { duration: f.duration(now - seenAt) })}</span>
        )}
      </div>
    </div>
  )
}
