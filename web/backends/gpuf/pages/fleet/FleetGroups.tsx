import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Column } from '@/ui/column.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { Segmented } from '@/ui/Segmented.tsx'
import { GROUPINGS, type FleetSearch } from '../../paths.ts'
import { joinWords } from '../../pathsFleet.ts'
import type { FleetGroup, GroupBy } from '../../schema/fleetView.ts'
import { useFilterText } from './useFilterText.ts'

interface Props {
  readonly groups: readonly FleetGroup[]
  readonly by: GroupBy
  readonly empty: ReactNode
  readonly onChange: (changed: FleetSearch) => void
}

/** The clients that the filters leave, summed up; each group leads to its clients. */
export function FleetGroups({ groups, by, empty, onChange }: Props): ReactNode {
  const t = useTranslations('fleet.groups')
  const columns = useGroupColumns(by, onChange)
  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        <Segmented
          label={t('by')}
          size="sm"
          value={by}
          onValueChange={(next) => onChange({ by: next === 'status' ? undefined : next })}
          options={GROUPINGS.map((value) => ({ value, label: t(`groupings.${value}`) }))}
        />
        <p className="text-xs text-ink-3">{t('how')}</p>
      </div>
      <DataTable
        caption={t('caption', { by: t(`groupings.${by}`) })}
        rows={groups}
        columns={columns}
        rowKey={({ value }) => value}
        sort={{ id: 'count', desc: true }}
        empty={empty}
      />
    </div>
  )
}

function useGroupColumns(by: GroupBy, onChange: Props['onChange']): readonly Column<FleetGroup>[] {
  const t = useTranslations('fleet')
  const f = useFormat()
  const text = useFilterText()
  return useMemo(() => {
    const count = (id: 'online' | 'silent' | 'warnings', tone: string): Column<FleetGroup> => ({
      id,
      header: t(`groups.${id}`),
      sortValue: (group) => group[id],
      cell: (group) => <span className={group[id] === 0 ? 'text-ink-3' : tone}>{f.number(group[id])}</span>,
      align: 'end',
      width: 112,
      priority: id === 'online' ? 3 : id === 'silent' ? 2 : 1,
    })
    const mean = (id: 'cpu' | 'memory' | 'health'): Column<FleetGroup> => ({
      id,
      header: t(`groups.${id}`),
      sortValue: (group) => group[id],
      cell: (group) => (id === 'health' ? f.number(group[id], 1) : f.percent(group[id])),
      align: 'end',
      width: 124,
      priority: 3,
    })
    return [
      {
        id: 'group',
        header: t(`groups.groupings.${by}`),
        sortValue: ({ value }) => text.value(by, value),
        cell: ({ value }) => (
          <button
            type="button"
            className={`${quietLinkClass} block max-w-full truncate text-start`}
            onClick={() => onChange({ [by]: by === 'site' ? value : joinWords([value]), view: undefined })}
          >
            <bdi>{text.value(by, value)}</bdi>
          </button>
        ),
        grow: true,
      },
      {
        id: 'count',
        header: t('groups.count'),
        sortValue: (group) => group.count,
        cell: (group) => f.number(group.count),
        align: 'end',
        width: 104,
      },
      count('online', ''),
      count('silent', 'text-warn'),
      count('warnings', 'text-warn'),
      {
        id: 'tflops',
        header: t('columns.tflops'),
        sortValue: (group) => group.tflops,
        cell: (group) => f.number(group.tflops, 0),
        align: 'end',
        width: 124,
        priority: 2,
      },
      mean('cpu'),
      mean('memory'),
      mean('health'),
    ]
  }, [t, f, text, by, onChange])
}
