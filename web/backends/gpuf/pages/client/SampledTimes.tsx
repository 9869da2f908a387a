import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { DataTable, type Column } from '@/ui/DataTable.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { gapsOf, type ChunkHead, type SampleChunk } from '../../sampling/sampleChunk.ts'
import { bytesOf } from '../../sampling/sampleLimits.ts'
import { samplingRuns, type SamplingRun } from '../../sampling/samplingRuns.ts'

interface Props {
  readonly chunks: readonly SampleChunk[]
  readonly heads: readonly ChunkHead[]
}

/** What the charts rest on: how many samples, when they were taken, and where the gaps are. */
export function SampledTimes({ chunks, heads }: Props): ReactNode {
  const t = useTranslations('client.sampling')
  const f = useFormat()
  const [open, setOpen] = useState(false)
  const gaps = useMemo(() => gapsOf(chunks).length, [chunks])
  const runs = useMemo(() => (open ? samplingRuns(chunks).toReversed() : []), [open, chunks])
  const columns = useMemo(
    (): readonly Column<SamplingRun>[] => [
      { id: 'from', header: t('timesFrom'), cell: ({ from }) => f.dateTime(from), mono: true },
      { id: 'to', header: t('timesTo'), cell: ({ to }) => f.dateTime(to), mono: true },
      { id: 'samples', header: t('timesSamples'), cell: ({ samples }) => f.number(samples), align: 'end' },
      { id: 'pace', header: t('timesPace'), cell: ({ paceMs }) => f.duration(paceMs), align: 'end', priority: 2 },
      { id: 'gap', header: t('timesGap'), cell: ({ gapMs }) => f.duration(gapMs), align: 'end', priority: 2 },
    ],
    [t, f],
  )
  return (
    <div className="flex flex-col gap-1 text-xs text-ink-2">
      <p>
        {t('facts', {
          samples: chunks.reduce((sum, one) => sum + one.t.length, 0),
          gaps,
          size: f.bytes(bytesOf(heads)),
        })}
      </p>
      <p className="max-w-4xl text-ink-3">
        {t('how')} {t('beat')} {t('hidden')}
      </p>
      <Disclosure summary={<span className="text-xs">{t('times')}</span>} open={open} onOpenChange={setOpen}>
        {open && (
          <DataTable
            dense
            caption={t('times')}
            rows={runs}
            columns={columns}
            rowKey={({ from }) => String(from)}
            maxHeight="16rem"
          />
        )}
      </Disclosure>
    </div>
  )
}
