import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataAge } from '@/kit/DataAge.tsx'
import type { MachinePartProps } from '@/kit/machine.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { client } from '../../queries.ts'
import { useLimits } from '../../queriesLimits.ts'
import type { Gpu } from '../../schema/client.ts'
import { useGpuColumns } from '../client/useGpuColumns.tsx'

/** The GPUs of a machine as its agent tells them. */
export function MachineGpus({ at, id }: MachinePartProps): ReactNode {
  const t = useTranslations('machine.gpus')
  const query = useQuery(client(at, id))
  return (
    <Panel
      title={t('title')}
      padded={false}
      actions={
        <>
          <DataAge at={query.dataUpdatedAt || null} />
          <Link to="/fleet/$client" params={{ client: id }} search={{ tab: 'gpus' }} className={`${linkClass} text-sm`}>
            {t('history')}
          </Link>
        </>
      }
    >
      <QueryView
        query={query}
        isEmpty={({ gpus }) => gpus.length === 0}
        empty={<EmptyState compact title={t('none')} />}
      >
        {({ gpus }) => <Gpus at={at} gpus={gpus} />}
      </QueryView>
    </Panel>
  )
}

function Gpus({ at, gpus }: { readonly at: Endpoint; readonly gpus: readonly Gpu[] }): ReactNode {
  const t = useTranslations('machine.gpus')
  const columns = useGpuColumns(useLimits(at))
  const rows = useMemo(() => gpus.map((gpu, place) => ({ ...gpu, place })), [gpus])
  return (
    <DataTable
      dense
      caption={t('title')}
      rows={rows}
      columns={columns}
      rowKey={({ index, place }) => `${index}/${place}`}
    />
  )
}
