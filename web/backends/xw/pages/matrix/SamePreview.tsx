import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import type { MatrixColumn } from './matrixModel.ts'
import { type PlanTotal, type SamePlan, skipReasons, totalsOf } from './samePlan.ts'

interface Props {
  readonly plan: SamePlan
  readonly columns: readonly MatrixColumn[]
}

interface TotalRow extends PlanTotal {
  readonly label: string
}

/** How many lines of a list are shown: beyond that a number says more. */
const most = 60

/** What would be pulled where and how much that is, and what cannot be had and why. */
export function SamePreview({ plan, columns }: Props) {
  const t = useTranslations('matrix.same')
  const labelOf = (server: string): string => columns.find(({ at }) => at.id === server)?.at.label ?? server
  const totals = totalsOf(plan).map((total): TotalRow => Object.assign(total, { label: labelOf(total.server) }))
  const rows = totals.length > 1 ? [...totals, sumOf(totals, t('sum'))] : totals
  const tableColumns = useTotalColumns()
  const names = ({ server, model }: { readonly server: string; readonly model: string }): string =>
    t('skipped', { model: inSentence(model, 60), server: inSentence(labelOf(server), 40) })
  return (
    <div className="flex min-w-0 flex-col gap-3 text-sm">
      {rows.length > 0 && (
        <Panel level={3} title={t('preview')} padded={false}>
          <DataTable
            dense
            caption={t('caption')}
            rows={rows}
            columns={tableColumns}
            rowKey={({ server }) => server}
            maxHeight="14rem"
          />
        </Panel>
      )}
      <p className="text-ink-2">{t('there', { count: plan.there })}</p>
      {plan.pulls.length > 0 && (
        <Disclosure summary={t('pulls')}>
          <Lines lines={plan.pulls.map(names)} />
        </Disclosure>
      )}
      {plan.skipped.length > 0 && (
        <Disclosure summary={t('skippedTitle', { count: plan.skipped.length })} defaultOpen={plan.pulls.length === 0}>
          {skipReasons.map((why) => {
            const those = plan.skipped.filter((skipped) => skipped.why === why)
            if (those.length === 0) return null
            return (
              <div key={why} className="mb-2">
                <p className="font-medium text-ink-2">{t('whyCount', { why: t(`why.${why}`), count: those.length })}</p>
                <Lines lines={those.map(names)} />
              </div>
            )
          })}
        </Disclosure>
      )}
      {plan.pulls.length > 0 && (
        <p className="text-xs text-ink-3">
          {t('queue')} {t('space')}
        </p>
      )}
    </div>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  const t = useTranslations('matrix.same')
  return (
    <ul className="list-disc ps-5 wrap-anywhere text-ink-2 marker:text-ink-3">
      {lines.slice(0, most).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > most && <li>{t('more', { count: lines.length - most })}</li>}
    </ul>
  )
}

function sumOf(totals: readonly TotalRow[], label: string): TotalRow {
  const sum = (value: (total: TotalRow) => number): number => totals.reduce((all, total) => all + value(total), 0)
  return {
    // No server's id has a slash.
    server: '/',
    label,
    count: sum(({ count }) => count),
    bytes: sum(({ bytes }) => bytes),
    unknownSizes: sum(({ unknownSizes }) => unknownSizes),
    isEstimate: totals.some(({ isEstimate }) => isEstimate),
  }
}

function useTotalColumns(): readonly Column<TotalRow>[] {
  const t = useTranslations('matrix.same')
  const f = useFormat()
  return useMemo(() => {
    function bytesText({ bytes, unknownSizes, isEstimate, count }: TotalRow): string {
      if (unknownSizes === count) return t('sizeUnknown')
      if (unknownSizes > 0) return t('bytesAtLeast', { size: f.bytes(bytes), count: unknownSizes })
      return isEstimate ? t('bytesAbout', { size: f.bytes(bytes) }) : f.bytes(bytes)
    }
    return [
      { id: 'server', header: t('column.server'), cell: ({ label }) => <ServerText text={label} max={40} /> },
      { id: 'count', header: t('column.count'), align: 'end', cell: ({ count }) => f.number(count) },
      { id: 'bytes', header: t('column.bytes'), align: 'end', cell: bytesText },
    ]
  }, [t, f])
}
