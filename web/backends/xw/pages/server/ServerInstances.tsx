import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { DataAge } from '@/kit/DataAge.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { instances } from '../../queries.ts'
import type { InstanceList } from '../../schema/instance.ts'
import { InstancesTable } from '../instances/InstancesTable.tsx'
import { useInstanceRows } from '../instances/useInstanceRows.ts'

export function ServerInstances({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.instances')
  const words = useTranslations('instancePages')
  const query = useQuery(instances(at))
  return (
    <Panel
      title={t('title')}
      padded={false}
      actions={
        <>
          <DataAge at={query.dataUpdatedAt || null} />
          <Link to="/instances" search={{ server: [at.id] }} className={`${linkClass} text-sm`}>
            {t('all')}
          </Link>
        </>
      }
    >
      <QueryView
        query={query}
        isEmpty={(data) => data.length === 0}
        empty={
          <EmptyState compact title={words('emptyHere')}>
            {words('emptyBody')}
          </EmptyState>
        }
      >
        {(data) => <Rows at={at} list={data} updatedAt={query.dataUpdatedAt} />}
      </QueryView>
    </Panel>
  )
}

interface RowsProps {
  readonly at: Endpoint
  readonly list: InstanceList
  readonly updatedAt: number
}

function Rows({ at, list, updatedAt }: RowsProps) {
  const t = useTranslations('instancePages')
  const answers = useMemo(() => [{ at, data: list, updatedAt }], [at, list, updatedAt])
  const rows = useInstanceRows(answers)
  return <InstancesTable caption={t('captionOf', { server: inSentence(at.label) })} rows={rows} withServer={false} />
}
