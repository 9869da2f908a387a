import { Link } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { serverNow } from '@/kit/serverNow.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column, TableSort } from '@/ui/column.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { conditionKinds, isRunning } from '../conditions.ts'
import { ServerLink } from '../ServerLink.tsx'
import { ConditionCell, errorOf } from './ConditionCell.tsx'
import { InstanceActions } from './InstanceActions.tsx'
import { InstanceChips } from './InstanceChips.tsx'
import { type InstanceSelection, rowKeyOf, useTableSelection } from './instanceSelection.ts'
import type { InstanceRow } from './useInstanceRows.ts'

interface Props {
  readonly rows: readonly InstanceRow[]
  readonly caption: string
  /** False on the page of one server. */
  readonly withServer?: boolean
  readonly sort?: TableSort | null
  readonly onSortChange?: (sort: TableSort | null) => void
  readonly empty?: ReactNode
  /** With it each row has a box. */
  readonly selection?: InstanceSelection
}

export function InstancesTable({ rows, caption, withServer = true, sort, onSortChange, empty, selection }: Props) {
  const columns = useInstanceColumns(withServer)
  const tableSelection = useTableSelection(rows, columns, sort ?? null, selection)
  return (
    <DataTable
      caption={caption}
      rows={rows}
      columns={columns}
      rowKey={rowKeyOf}
      sort={sort}
      onSortChange={onSortChange}
      empty={empty}
      selection={tableSelection}
    />
  )
}

function useInstanceColumns(withServer: boolean): readonly Column<InstanceRow>[] {
  const t = useTranslations('instancePages')
  const tStarts = useTranslations('starts')
  return useMemo(() => {
    const columns: readonly Column<InstanceRow>[] = [
      {
        id: 'condition',
        header: t('column.condition'),
        // The worst first.
        sortValue: ({ condition }) => conditionKinds.indexOf(condition.kind),
        cell: (row) => <ConditionCell {...row} />,
      },
      {
        id: 'name',
        header: t('column.name'),
        sortValue: ({ instance }) => instance.alias,
        cell: (row) => <Name {...row} withServer={withServer} />,
      },
      {
        id: 'server',
        header: t('column.server'),
        priority: 2,
        sortValue: ({ at }) => at.label,
        cell: ({ at }) => <ServerLink at={at} />,
      },
      {
        id: 'model',
        header: t('column.model'),
        priority: 2,
        sortValue: ({ instance }) => instance.modelId,
        cell: ({ at, instance }) => (
          <Link
            to="/xw/$server/models/$model"
            params={{ server: at.id, model: instance.modelId }}
            className={`${quietLinkClass} block max-w-48 truncate`}
          >
            <ServerText text={instance.modelId} max={60} />
          </Link>
        ),
      },
      {
        id: 'engine',
        header: t('column.engine'),
        priority: 3,
        sortValue: ({ instance }) => instance.engine,
        cell: ({ instance: { engine, mode } }) => (
          <>
            <ServerText text={engine} max={40} placeholder="–" />
            {/* Nearly all are, and it would be the same word on each row. */}
            {mode !== 'docker' && mode !== '' && <ServerText text={mode} max={20} className="ms-2 text-ink-3" />}
          </>
        ),
      },
      {
        id: 'port',
        header: t('column.port'),
        align: 'end',
        mono: true,
        priority: 3,
        sortValue: ({ instance }) => instance.port,
        // A port is a name, not an amount: no thousands separator.
        cell: ({ instance }) => (instance.port === null ? '–' : String(instance.port)),
      },
      {
        id: 'chips',
        header: tStarts('table.chips'),
        priority: 3,
        cell: ({ at, instance }) => <InstanceChips at={at} instance={instance} />,
      },
      {
        id: 'uptime',
        header: t('column.uptime'),
        align: 'end',
        priority: 2,
        // The longest up is the one that started first.
        sortValue: (row) => (startOf(row) === null ? null : -(startOf(row) ?? 0)),
        cell: (row) => <Uptime at={row.at} startedAt={startOf(row)} asOf={row.keptAt} />,
      },
      {
        id: 'error',
        header: t('column.error'),
        grow: true,
        priority: 4,
        sortValue: errorOf,
        cell: (row) => <ServerText text={errorOf(row)} max={160} placeholder="–" />,
      },
      {
        id: 'actions',
        header: t('column.actions'),
        headerHidden: true,
        pinned: true,
        align: 'end',
        cell: (row) => <InstanceActions {...row} />,
      },
    ]
    return withServer ? columns : columns.filter(({ id }) => id !== 'server')
  }, [t, tStarts, withServer])
}

function startOf({ condition, instance }: InstanceRow): number | null {
  return isRunning(condition) ? instance.startedAt : null
}

function Name({ at, instance: { alias, id }, withServer }: InstanceRow & { readonly withServer: boolean }) {
  const t = useTranslations('instancePages')
  return (
    // On a phone a long name wraps: the buttons beside it must stay in sight.
    <span className="block min-w-0 max-sm:max-w-[calc(100vw-16rem)] max-sm:whitespace-normal">
      <ServerText text={alias} max={40} className="font-medium" />
      {/* Where there is no room for its column. */}
      {withServer && (
        <span className="block text-xs sm:hidden">
          <ServerLink at={at} className="text-ink-2" />
        </span>
      )}
      {id !== alias && (
        <span className="hidden max-w-60 truncate text-xs text-ink-3 sm:block">
          <ServerText text={t('id', { id })} max={80} />
        </span>
      )}
    </span>
  )
}

interface UptimeProps {
  readonly at: Endpoint
  readonly startedAt: number | null
  /** Left out: now. */
  readonly asOf: number | undefined
}

function Uptime({ at, startedAt, asOf }: UptimeProps) {
  const t = useTranslations('instancePages')
  const f = useFormat()
  const now = useNow(1000)
  if (startedAt === null) return <span className="text-ink-3">–</span>
  return (
    <time
      dateTime={new Date(startedAt).toISOString()}
      title={t('started', { time: f.dateTime(startedAt) })}
      className="whitespace-nowrap tabular-nums"
    >
      {f.duration(Math.max(0, serverNow(at, asOf ?? now) - startedAt))}
    </time>
  )
}
