import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { DataTable, type Column } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Meter } from '@/ui/Meter.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { client } from '../../queries.ts'
import type { Gpu } from '../../schema/client.ts'
import { DISK_FULL_PERCENT } from '../../schema/silence.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
}

/** For the length of a bar only: no GPU in a fleet is hotter, or takes more. */
const TEMPERATURE_MAX = 110
const HOT_FROM = 85
const POWER_MAX = 700

export function SystemPanel({ at, id, reported }: Props & { readonly reported: boolean }): ReactNode {
  const t = useTranslations('fleet')
  const f = useFormat()
  const query = useQuery(client(at, id))
  return (
    <Panel title={t('client.system')}>
      {reported ? (
        <QueryView query={query}>
          {({ cpu, memory, storage, deviceMemoryBytes, uptimeDays }) => (
            <KeyValue
              items={[
                { label: t('columns.cpu'), value: <Level value={cpu} label={t('columns.cpu')} /> },
                { label: t('columns.memory'), value: <Level value={memory} label={t('columns.memory')} /> },
                {
                  label: t('columns.storage'),
                  value: <Level value={storage} label={t('columns.storage')} isBad={storage >= DISK_FULL_PERCENT} />,
                },
                { label: t('client.deviceMemory'), value: f.bytes(deviceMemoryBytes) },
                {
                  label: t('columns.uptime'),
                  value: (
                    <>
                      {t('days', { days: uptimeDays })}
                      <span className="block text-xs text-ink-3">{t('client.uptimeNote')}</span>
                    </>
                  ),
                },
              ]}
            />
          )}
        </QueryView>
      ) : (
        <EmptyState compact title={t('client.notReported')} />
      )}
    </Panel>
  )
}

function Level({ value, label, isBad = false }: { value: number; label: string; isBad?: boolean }): ReactNode {
  return <Meter value={value} label={label} className="w-56 max-w-full" {...(isBad ? { tone: 'bad' } : {})} />
}

export function GpuPanel({ at, id }: Props): ReactNode {
  const t = useTranslations('fleet.client')
  const query = useQuery(client(at, id))
  const columns = useGpuColumns()
  return (
    <Panel title={t('gpus')} description={t('gpusNow')} padded={false}>
      <QueryView
        query={query}
        isEmpty={({ gpus }) => gpus.length === 0}
        empty={<EmptyState compact title={t('noGpus')} />}
      >
        {({ gpus }) => (
          <>
            <DataTable
              caption={t('gpus')}
              rows={gpus.map((gpu, place) => ({ ...gpu, place }))}
              columns={columns}
              rowKey={(gpu) => `${gpu.index}/${gpu.place}`}
            />
            <p className="border-t border-line px-4 py-2 text-xs text-ink-3">{t('gpu.memoryNote')}</p>
          </>
        )}
      </QueryView>
    </Panel>
  )
}

/** Two GPUs of one index have been seen: the place in the list tells them apart. */
type PlacedGpu = Gpu & { readonly place: number }

function useGpuColumns(): readonly Column<PlacedGpu>[] {
  const t = useTranslations('fleet.client.gpu')
  const f = useFormat()
  return useMemo((): readonly Column<PlacedGpu>[] => {
    const label = (what: string, gpu: PlacedGpu) => `${what}, ${t('unnamed', { index: gpu.index })}`
    return [
      {
        id: 'index',
        header: t('index'),
        sortValue: (gpu) => gpu.index,
        cell: (gpu) => gpu.index,
        width: 56,
        mono: true,
      },
      {
        id: 'name',
        header: t('name'),
        sortValue: (gpu) => gpu.name,
        cell: (gpu) => <ServerText text={gpu.name ?? t('unnamed', { index: gpu.index })} />,
        grow: true,
      },
      {
        id: 'temperature',
        header: t('temperature'),
        sortValue: (gpu) => gpu.temperature,
        cell: (gpu) => (
          <Meter
            value={gpu.temperature}
            max={TEMPERATURE_MAX}
            label={label(t('temperature'), gpu)}
            text={`${f.number(gpu.temperature)} °C`}
            {...((gpu.temperature ?? 0) >= HOT_FROM ? { tone: 'warn' } : {})}
          />
        ),
        width: 160,
      },
      {
        id: 'usage',
        header: t('usage'),
        sortValue: (gpu) => gpu.usage,
        cell: (gpu) => <Meter value={gpu.usage} label={label(t('usage'), gpu)} />,
        width: 150,
      },
      {
        id: 'memory',
        header: t('memory'),
        sortValue: (gpu) => gpu.memoryUsage,
        cell: (gpu) => <Meter value={gpu.memoryUsage} label={label(t('memory'), gpu)} />,
        width: 150,
      },
      {
        id: 'power',
        header: t('power'),
        sortValue: (gpu) => gpu.power,
        cell: (gpu) => (
          <Meter value={gpu.power} max={POWER_MAX} label={label(t('power'), gpu)} text={`${f.number(gpu.power)} W`} />
        ),
        width: 150,
      },
    ]
  }, [t, f])
}
