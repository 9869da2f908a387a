import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import { instances } from '../../queries.ts'
import { isDone, type PlannedServer } from './bringPlan.ts'
import { StateMark } from './StateMark.tsx'
import { useIsRunning } from './useIsRunning.ts'

/** What happens on each server, and why nothing does where nothing does. */
export function BringPreview({ plan }: { readonly plan: readonly PlannedServer[] }) {
  const t = useTranslations('versions.bringDialog')
  const columns = usePreviewColumns()
  return (
    <Panel title={t('caption')} titleHidden padded={false}>
      <DataTable
        dense
        caption={t('caption')}
        rows={plan}
        columns={columns}
        rowKey={({ row }) => row.at.id}
        maxHeight="40vh"
      />
    </Panel>
  )
}

function usePreviewColumns(): readonly Column<PlannedServer>[] {
  const t = useTranslations('versions.bringDialog')
  const queryClient = useQueryClient()
  const isRunning = useIsRunning()
  return useMemo(() => {
    const word = (text: string | null): string => inSentence(text ?? '–', 40)
    function fateText({ row, fate }: PlannedServer): string {
      if (fate.kind !== 'incompatible') return t(`fates.${fate.kind}`)
      return fate.needs === null
        ? t('fates.incompatible-unknown')
        : t('fates.incompatible', { needs: word(fate.needs), xw: word(row.xw) })
    }
    function runsText({ row }: PlannedServer): string | null {
      const list = queryClient.getQueryData(instances(row.at).queryKey)
      return list === undefined || isLastKnown(list)
        ? null
        : t('instances', { count: list.filter((instance) => isRunning(row.at, instance)).length })
    }
    return [
      {
        id: 'server',
        header: t('server'),
        cell: ({ row }) => <ServerText text={row.at.label} max={40} />,
      },
      {
        id: 'from',
        header: t('from'),
        mono: true,
        cell: ({ row }) => <ServerText text={row.set} max={40} placeholder="–" />,
      },
      {
        id: 'fate',
        header: t('fate'),
        grow: true,
        cell: (planned) => {
          const runs = isDone(planned.fate) ? runsText(planned) : null
          return (
            <span className="flex flex-wrap items-center gap-x-3 whitespace-normal">
              <StateMark tone={isDone(planned.fate) ? 'up' : planned.fate.kind === 'there' ? 'good' : 'idle'}>
                {fateText(planned)}
              </StateMark>
              {runs !== null && <span className="text-xs text-ink-3">{runs}</span>}
            </span>
          )
        },
      },
    ]
  }, [t, queryClient, isRunning])
}
