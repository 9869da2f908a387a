import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '@/ui/cx.ts'
import type { ActivityGroupRow } from './activityRows.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  readonly row: ActivityGroupRow
  readonly onToggle: (group: string) => void
}

/** What was done to many, and the way to each of them. */
export function ActivityGroupName({ row, onToggle }: Props): ReactNode {
  const t = useTranslations('activity')
  const words = useActivityWords()
  const { group, entries, all, isOpen } = row
  return (
    <span className="inline-flex max-w-full min-w-0 flex-wrap items-center gap-x-2 align-middle">
      <button
        type="button"
        aria-expanded={isOpen}
        className="-ms-1 inline-flex min-w-0 items-center gap-1 rounded-sm text-start font-medium"
        onClick={() => onToggle(group.id)}
      >
        <ChevronRight
          aria-hidden
          className={cx('size-4 shrink-0 text-ink-3 transition-transform duration-100', isOpen && 'rotate-90')}
        />
        {words.group(row)}
      </button>
      {entries.length < all.length && (
        <span className="text-xs text-ink-3">{t('matching', { shown: entries.length, count: all.length })}</span>
      )}
    </span>
  )
}
