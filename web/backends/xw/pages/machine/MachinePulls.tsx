import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { MachinePartProps } from '@/kit/machine.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { ForeignDownloadLine } from '../../pulls/ForeignDownloadLine.tsx'
import { PullLine } from '../../pulls/PullLine.tsx'
import { useAllPulls } from '../../pulls/pullList.ts'
import { useForeignDownloads } from '../../pulls/useForeignDownloads.ts'

/** Pulls to a machine, from here and by others. */
export function MachinePulls({ at }: MachinePartProps): ReactNode {
  const t = useTranslations('machine.pulls')
  const own = useAllPulls().filter(({ server }) => server === at.id)
  const foreign = useForeignDownloads().filter((download) => download.at.id === at.id)
  return (
    <Panel
      title={t('title')}
      padded={false}
      actions={
        <Link to="/pulls" search={{ server: [at.id] }} className={`${linkClass} text-sm`}>
          {t('all')}
        </Link>
      }
    >
      {own.length + foreign.length === 0 ? (
        <EmptyState compact title={t('none')} />
      ) : (
        <ul aria-label={t('title')} className="divide-y divide-line">
          {own.map((pull) => (
            <li key={pull.key} className="px-4 py-2.5">
              <PullLine pull={pull} />
            </li>
          ))}
          {foreign.map((download) => (
            <li key={download.model} className="px-4 py-2.5">
              <ForeignDownloadLine download={download} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
