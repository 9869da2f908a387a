import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Gpu } from '../../schema/client.ts'
import { GPU_METRICS, deviceClass, metricOf, readingOf } from '../../schema/limits.ts'
import { useLimits } from '../../queriesLimits.ts'
import { LimitsDialog } from './LimitsDialog.tsx'
import { useClientSearch } from './useClientSearch.ts'
import { useGpuColumns } from './useGpuColumns.tsx'

interface Props {
  readonly at: Endpoint
  readonly gpus: readonly Gpu[]
}

/** A machine has one kind of GPU, or two; what claims more is a garbled answer. */
const KINDS_AT_MOST = 4

/** What each GPU does now, beside the limits of its kind. */
export function GpuPanel({ at, gpus }: Props): ReactNode {
  const t = useTranslations('client')
  const limitsOf = useLimits(at)
  const { change } = useClientSearch()
  const columns = useGpuColumns(limitsOf)
  const [editing, setEditing] = useState<string | null>(null)
  const rows = useMemo(() => gpus.map((gpu, place) => ({ ...gpu, place })), [gpus])
  const devices = useMemo(() => new Map(gpus.map(({ name }) => [deviceClass(name), name])), [gpus])

  const excesses = gpus.map((gpu) => {
    const { limits } = limitsOf(deviceClass(gpu.name))
    return GPU_METRICS.map((metric) => readingOf(metric, metricOf(gpu, metric), limits[metric]))
  })
  const exceeding = excesses.flat().filter((reading) => reading.kind === 'exceeds')
  const hotGpus = excesses.filter((readings) => readings.some(({ kind }) => kind === 'exceeds'))
  const nameOf = (device: string) => {
    const name = devices.get(device)
    return name === null || name === undefined || device === '' ? t('limits.noName') : inSentence(name, 60)
  }

  return (
    <Panel
      title={t('gpus.title')}
      padded={false}
      actions={
        <>
          <Button size="sm" tone="quiet" onClick={() => change({ tab: 'gpus' })}>
            {t('gpus.history')}
          </Button>
          {[...devices.keys()].slice(0, KINDS_AT_MOST).map((device) => (
            <Button key={device} size="sm" className="max-w-full" onClick={() => setEditing(device)}>
              <span className="truncate">{t('limits.open', { device: nameOf(device) })}</span>
            </Button>
          ))}
        </>
      }
    >
      {gpus.length === 0 ? (
        <EmptyState compact title={t('gpus.none')} />
      ) : (
        <>
          {exceeding.length > 0 && (
            <p className="border-b border-line px-4 py-2">
              <StatusBadge tone={exceeding.some(({ level }) => level === 'bad') ? 'bad' : 'warn'}>
                {t('gpus.exceeding', { count: exceeding.length, gpus: hotGpus.length })}
              </StatusBadge>
            </p>
          )}
          <DataTable
            caption={t('gpus.title')}
            rows={rows}
            columns={columns}
            rowKey={(gpu) => `${gpu.index}/${gpu.place}`}
          />
          <ul className="border-t border-line px-4 py-2 text-xs text-ink-3">
            <li>{t('gpus.now')}</li>
            <li>{t('gpus.temperatureNote')}</li>
            <li>{t('gpus.memoryNote')}</li>
            <li>{t('gpus.powerNote')}</li>
          </ul>
        </>
      )}
      {editing !== null && (
        <LimitsDialog at={at} device={editing} name={nameOf(editing)} onClose={() => setEditing(null)} />
      )}
    </Panel>
  )
}
