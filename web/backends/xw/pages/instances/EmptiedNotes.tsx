import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { JoinedRow } from '@/kit/joined.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { useMemory } from '../../queries.ts'
import type { InstanceList } from '../../schema/instance.ts'

/** Servers that named instances before and name none now: that is also how a failed container engine looks. */
export function EmptiedNotes({ rows }: { readonly rows: readonly Pick<JoinedRow<InstanceList>, 'at' | 'data'>[] }) {
  const t = useTranslations('starts.table')
  const listed = useMemory((memory) => memory.listed)
  const emptied = rows.filter(({ at, data }) => data.length === 0 && (listed[at.id] ?? 0) > 0)
  if (emptied.length === 0) return null
  return (
    <ul className="flex flex-col gap-2">
      {emptied.map(({ at }) => (
        <li
          key={at.id}
          role="status"
          className="flex items-start gap-3 rounded-lg border border-line bg-surface px-3 py-2 text-sm"
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 wrap-anywhere">
            {t('emptied', { server: inSentence(at.label), count: listed[at.id] ?? 0 })}
          </span>
        </li>
      ))}
    </ul>
  )
}
