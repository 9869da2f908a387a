import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/column.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { previewLines, type BulkPlan, type PreviewLine } from '../../bulk/bulkPlan.ts'
import { clientName } from '../clientName.ts'
import { useFieldText } from './useFieldText.ts'

/** Every field that would change, and how many clients are skipped and why. */
export function BulkPreview({ plan }: { readonly plan: BulkPlan }): ReactNode {
  const t = useTranslations('changes.bulk')
  const lines = useMemo(() => previewLines(plan.edits), [plan])
  const columns = usePreviewColumns()
  const faults = { empty: 0, 'too-long': 0 }
  for (const { fault } of plan.impossible) faults[fault] += 1
  return (
    <div className="flex flex-col gap-2">
      <output className="flex flex-wrap gap-x-4 text-sm">
        <span className="font-medium">{t('willChange', { count: plan.edits.length })}</span>
        {plan.unchanged > 0 && <span className="text-ink-2">{t('unchanged', { count: plan.unchanged })}</span>}
        {faults.empty > 0 && <span className="text-warn">{t('empty', { count: faults.empty })}</span>}
        {faults['too-long'] > 0 && <span className="text-warn">{t('tooLong', { count: faults['too-long'] })}</span>}
      </output>
      {lines.length > 0 && (
        <div className="overflow-clip rounded-md border border-line">
          <DataTable
            caption={t('preview')}
            rows={lines}
            columns={columns}
            rowKey={(line) => line.key}
            maxHeight="16rem"
            dense
          />
        </div>
      )}
    </div>
  )
}

function usePreviewColumns(): readonly Column<PreviewLine>[] {
  const t = useTranslations('changes.bulk')
  const words = useFieldText()
  return useMemo(
    (): readonly Column<PreviewLine>[] => [
      {
        id: 'client',
        header: t('client'),
        cell: (line) => <ServerText text={clientName({ id: line.clientId, name: line.name })} max={60} />,
        grow: true,
      },
      { id: 'field', header: t('fieldColumn'), cell: (line) => words.field(line.field), width: 84, priority: 2 },
      {
        id: 'from',
        header: t('from'),
        cell: (line) => (
          <span className="text-ink-2">
            <ServerText text={words.value(line.field, line.from)} max={60} />
          </span>
        ),
        width: 200,
        priority: 2,
      },
      {
        id: 'to',
        header: t('to'),
        cell: (line) => <ServerText text={words.value(line.field, line.to)} max={60} />,
        width: 200,
      },
    ],
    [t, words],
  )
}
