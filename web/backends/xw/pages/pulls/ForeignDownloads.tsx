import { useTranslations } from 'use-intl'
import { Panel } from '@/ui/Panel.tsx'
import { ForeignDownloadLine } from '../../pulls/ForeignDownloadLine.tsx'
import type { ForeignDownload } from '../../pulls/useForeignDownloads.ts'

/** Downloads that the servers know of and this console did not start. */
export function ForeignDownloads({ downloads }: { readonly downloads: readonly ForeignDownload[] }) {
  const t = useTranslations('pulls')
  return (
    <Panel title={t('byOthers')} description={t('byOthersHint')} padded={false}>
      <ul className="divide-y divide-line">
        {downloads.map((download) => (
          <li key={`${download.at.id} ${download.model}`} className="px-4 py-3">
            <ForeignDownloadLine download={download} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
