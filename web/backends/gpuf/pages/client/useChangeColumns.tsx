import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Badge } from '@/ui/Badge.tsx'
import type { Column } from '@/ui/DataTable.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Change, ChangeField } from '../../schema/changeLog.ts'
import { useStatusText } from '../statusText.ts'

export function useChangeColumns(): readonly Column<Change>[] {
  const t = useTranslations('client.changes')
  const f = useFormat()
  const status = useStatusText()
  const value = useMemo(() => {
    const heard = { heard: t('heard.heard'), silent: t('heard.silent'), never: t('heard.never') }
    const listed = { yes: t('listed.yes'), no: t('listed.no') }
    return (field: ChangeField, text: string | null): string | null => {
      if (text === null) return null
      switch (field) {
        case 'status':
          return status(text)
        case 'heard':
          return wordOf(heard, text)
        case 'listed':
          return wordOf(listed, text)
        case 'models':
          return text.split('\n').join(', ')
        default:
          return text
      }
    }
  }, [t, status])

  return useMemo((): readonly Column<Change>[] => {
    // Both ends in full where they lie on different days.
    const between = ({ after, by }: Change) =>
      t('between', {
        after: f.date(after) === f.date(by) ? f.time(after) : f.dateTime(after),
        by: f.date(after) === f.date(by) ? f.timeWithZone(by) : f.dateTime(by),
      })
    return [
      {
        id: 'when',
        header: t('when'),
        sortValue: ({ by }) => by,
        cell: (change) => (
          <>
            {f.date(change.by)} <span className="block text-xs text-ink-3">{between(change)}</span>
          </>
        ),
        width: 230,
      },
      {
        id: 'what',
        header: t('what'),
        sortValue: ({ field }) => field,
        cell: ({ field }) => t(`field.${field}`),
        width: 130,
      },
      {
        id: 'from',
        header: t('from'),
        cell: ({ field, from }) => <ServerText text={value(field, from)} placeholder="–" />,
        priority: 2,
      },
      {
        id: 'to',
        header: t('to'),
        cell: ({ field, to }) => <ServerText text={value(field, to)} placeholder="–" />,
        grow: true,
      },
      {
        id: 'by',
        header: t('by'),
        cell: ({ own }) => (own ? <Badge tone="accent">{t('own')}</Badge> : t('other')),
        width: 130,
        priority: 2,
      },
    ]
  }, [t, f, value])
}

function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key
}
