import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Column } from '@/ui/column.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { ActivityEntry } from './activityEntry.ts'
import { outcomeTone } from './outcomeTone.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  /** Newest first. */
  readonly entries: readonly ActivityEntry[]
  readonly currentId: number | undefined
  readonly onOpen: (id: number) => void
}

/** One row a change; above a hundred only those in sight are in the document. */
export function ActivityTable({ entries, currentId, onOpen }: Props): ReactNode {
  const t = useTranslations('activity')
  const f = useFormat()
  const words = useActivityWords()
  const columns = useMemo<readonly Column<ActivityEntry>[]>(
    () => [
      { id: 'time', header: t('time'), width: 220, priority: 2, cell: ({ at }) => <Moment text={f.dateTime(at)} /> },
      {
        id: 'what',
        header: t('what'),
        grow: true,
        cell: (entry) => <ServerText text={words.what(entry)} max={240} className="font-medium" />,
      },
      {
        id: 'server',
        header: t('server'),
        width: 150,
        priority: 2,
        cell: ({ server }) => <ServerText text={server.label} max={40} />,
      },
      {
        id: 'user',
        header: t('user'),
        width: 150,
        priority: 3,
        cell: ({ user }) => <ServerText text={user} max={30} placeholder={t('nobody')} />,
      },
      {
        id: 'outcome',
        header: t('outcome'),
        width: 180,
        cell: ({ outcome }) => (
          <StatusBadge tone={outcomeTone[outcome.kind]}>
            {words.outcome(outcome.kind)}
            {outcome.kind === 'refused' && outcome.status >= 400 && ` · ${outcome.status}`}
          </StatusBadge>
        ),
      },
      {
        id: 'took',
        header: t('took'),
        width: 110,
        align: 'end',
        priority: 3,
        cell: ({ tookMs }) => <span className="tabular-nums">{words.took(tookMs)}</span>,
      },
    ],
    [t, f, words],
  )
  return (
    <Panel title={t('caption')} titleHidden padded={false}>
      <DataTable
        rows={entries}
        columns={columns}
        rowKey={({ id }) => String(id)}
        caption={t('caption')}
        presorted
        {...(currentId === undefined ? {} : { currentKey: String(currentId) })}
        onRowOpen={({ id }) => onOpen(id)}
      />
    </Panel>
  )
}

function Moment({ text }: { readonly text: string }): ReactNode {
  return <span className="tabular-nums">{text}</span>
}
