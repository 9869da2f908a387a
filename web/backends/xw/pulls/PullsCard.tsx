import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { cx } from '@/ui/cx.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { Panel } from '@/ui/Panel.tsx'
import { paths } from '../paths.ts'
import { goesOn, needsOperator, useAllPulls } from './pullList.ts'
import { ForeignDownloadLine } from './ForeignDownloadLine.tsx'
import { PullLine } from './PullLine.tsx'
import { useForeignDownloads } from './useForeignDownloads.ts'

const LISTED = 5

/** The overview's card: pulls under way, those that wait for the operator, and what others download. */
export function PullsCard() {
  const t = useTranslations('pulls')
  const shown = useAllPulls().filter((pull) => goesOn(pull) || needsOperator(pull))
  const foreign = useForeignDownloads()
  const count = shown.length + foreign.length
  return (
    <Panel
      title={t('title')}
      padded={false}
      actions={
        <Link to={paths.pulls} className={cx(linkClass, 'text-sm')}>
          {t('all')}
        </Link>
      }
    >
      {count === 0 ? (
        <EmptyState
          compact
          title={t('none')}
          action={
            <Link to={paths.models} className={linkClass}>
              {t('toModels')}
            </Link>
          }
        />
      ) : (
        <ul className="divide-y divide-line">
          {shown.slice(0, LISTED).map((pull) => (
            <li key={pull.key} className="px-4 py-2.5">
              <PullLine pull={pull} />
            </li>
          ))}
          {foreign.slice(0, Math.max(0, LISTED - shown.length)).map((download) => (
            <li key={`${download.at.id} ${download.model}`} className="px-4 py-2.5">
              <ForeignDownloadLine download={download} />
            </li>
          ))}
          {count > LISTED && (
            <li className="px-4 py-2 text-xs text-ink-3">{t('moreInList', { count: count - LISTED })}</li>
          )}
        </ul>
      )}
    </Panel>
  )
}
