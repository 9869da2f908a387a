import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '@/ui/DataTable.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Column } from '@/ui/column.ts'
import { compareVitals, illOf, isWell, type Verdict, type Vital, type VitalChange } from '../../schema/census.ts'

interface Props {
  readonly before: readonly Vital[] | null
  readonly after: readonly Vital[] | null
  /** Of the server, fit for a sentence. */
  readonly name: string
}

const tones = {
  well: 'good',
  settling: 'busy',
  worse: 'bad',
  gone: 'bad',
  'as-before': 'idle',
  new: 'busy',
} as const satisfies Record<Verdict, string>

/** Whether the instances that worked still do: a line where all is well, a table where not. */
export function UpdateInstances({ before, after, name }: Props) {
  const t = useTranslations('versions.run.instances')
  const columns = useColumns()
  if (before === null || after === null) return <p className="text-warn">{t('unknown')}</p>
  const changes = compareVitals(before, after)
  const table = (
    <Panel level={3} title={t('caption', { server: name })} titleHidden padded={false}>
      <DataTable
        dense
        caption={t('caption', { server: name })}
        rows={changes}
        columns={columns}
        rowKey={({ id }) => id}
        maxHeight="16rem"
      />
    </Panel>
  )
  const well = t('allWell', { count: before.filter(({ condition }) => isWell(condition)).length })
  if (changes.length === 0) return <p className="text-ink-2">{well}</p>
  if (illOf(changes).length === 0) return <Disclosure summary={well}>{table}</Disclosure>
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium">{t('title')}</h3>
      {after.length === 0 && <p className="text-warn">{t('allGone')}</p>}
      {table}
    </div>
  )
}

function useColumns(): readonly Column<VitalChange>[] {
  const t = useTranslations('versions.run.instances')
  const is = useTranslations('instances.is')
  return useMemo(() => {
    const word = (condition: VitalChange['before']): string => (condition === null ? t('absent') : is(condition))
    return [
      { id: 'name', header: t('name'), cell: ({ alias }) => <ServerText text={alias} max={60} /> },
      { id: 'before', header: t('before'), cell: ({ before }) => word(before) },
      { id: 'after', header: t('after'), cell: ({ after }) => word(after) },
      {
        id: 'verdict',
        header: t('verdict'),
        cell: ({ verdict }) => <StatusBadge tone={tones[verdict]}>{t(`verdicts.${verdict}`)}</StatusBadge>,
      },
    ]
  }, [t, is])
}
