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
import { ActivityGroupName } from './ActivityGroupName.tsx'
import { type ActivityRow, spanOf } from './activityRows.ts'
import { outcomeTone, toneOfMany } from './outcomeTone.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  /** Newest first. */
  readonly rows: readonly ActivityRow[]
  readonly currentId: number | undefined
  readonly onOpen: (id: number) => void
  /** Shows or hides what a group consists of. */
  readonly onToggle: (group: string) => void
}

/** One row a change, or a group of them; above a hundred only those in sight are in the document. */
export function ActivityTable({ rows, currentId, onOpen, onToggle }: Props): ReactNode {
  const t = useTranslations('activity')
  const f = useFormat()
  const words = useActivityWords()
  const columns = useMemo<readonly Column<ActivityRow>[]>(
    () => [
      {
        id: 'time',
        header: t('time'),
        width: 220,
        priority: 2,
        cell: (row) => <Moment text={f.dateTime(firstOf(row).at)} />,
      },
      {
        id: 'what',
        header: t('what'),
        grow: true,
        cell: (row) =>
          row.kind === 'group' ? (
            <ActivityGroupName row={row} onToggle={onToggle} />
          ) : (
            <ServerText
              text={words.what(row.entry)}
              max={240}
              className={row.isPart ? 'ms-2 border-s-2 border-line-strong ps-3' : 'font-medium'}
            />
          ),
      },
      {
        id: 'server',
        header: t('server'),
        width: 150,
        priority: 2,
        cell: (row) => {
          const servers = serversOf(row)
          const [only] = servers
          return servers.length === 1 && only !== undefined ? (
            <ServerText text={only} max={40} />
          ) : (
            t('servers', { count: servers.length })
          )
        },
      },
      {
        id: 'user',
        header: t('user'),
        width: 150,
        priority: 3,
        cell: (row) => <ServerText text={firstOf(row).user} max={30} placeholder={t('nobody')} />,
      },
      {
        id: 'outcome',
        header: t('outcome'),
        width: 180,
        cell: (row) =>
          row.kind === 'group' ? (
            <StatusBadge tone={toneOfMany(row.tally.map(({ kind }) => kind))}>{words.tally(row)}</StatusBadge>
          ) : (
            <StatusBadge tone={outcomeTone[row.entry.outcome.kind]}>
              {words.outcome(row.entry.outcome.kind)}
              {row.entry.outcome.kind === 'refused' &&
                row.entry.outcome.status >= 400 &&
                ` · ${row.entry.outcome.status}`}
            </StatusBadge>
          ),
      },
      {
        id: 'took',
        header: t('took'),
        width: 110,
        align: 'end',
        priority: 3,
        cell: (row) => (
          <span className="tabular-nums">{words.took(row.kind === 'group' ? spanOf(row.all) : row.entry.tookMs)}</span>
        ),
      },
    ],
    [t, f, words, onToggle],
  )
  return (
    <Panel title={t('caption')} titleHidden padded={false}>
      <DataTable
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        caption={t('caption')}
        presorted
        {...(currentId === undefined ? {} : { currentKey: String(currentId) })}
        onRowOpen={(row) => (row.kind === 'group' ? onToggle(row.group.id) : onOpen(row.entry.id))}
      />
    </Panel>
  )
}

function keyOf(row: ActivityRow): string {
  return row.kind === 'group' ? `group ${row.group.id}` : String(row.entry.id)
}

/** When a group was asked for, and by whom, its first change says. */
function firstOf(row: ActivityRow): ActivityEntry {
  return row.kind === 'group' ? row.all[0] : row.entry
}

function serversOf(row: ActivityRow): readonly string[] {
  const entries = row.kind === 'group' ? row.all : [row.entry]
  return [...new Map(entries.map(({ server }) => [`${server.kind}/${server.id}`, server.label])).values()]
}

function Moment({ text }: { readonly text: string }): ReactNode {
  return <span className="tabular-nums">{text}</span>
}
