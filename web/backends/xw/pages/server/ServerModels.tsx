import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import { linkClass, quietLinkClass } from '@/ui/link.ts'
import { downloadedModels } from '../../queries.ts'
import type { Downloaded, DownloadedList } from '../../schema/model.ts'

export function ServerModels({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.models')
  const f = useFormat()
  const query = useQuery(downloadedModels(at))
  const { data } = query
  return (
    <Panel
      title={t('title')}
      padded={false}
      description={
        data !== undefined &&
        data.length > 0 &&
        t('total', {
          count: data.length,
          size: f.bytes(data.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)),
        })
      }
      actions={
        <Link to="/models" search={{ server: [at.id] }} className={`${linkClass} text-sm`}>
          {t('all')}
        </Link>
      }
    >
      <QueryView query={query} isEmpty={(list) => list.length === 0} empty={<EmptyState compact title={t('none')} />}>
        {(list) => <Rows at={at} list={list} />}
      </QueryView>
    </Panel>
  )
}

function Rows({ at, list }: { readonly at: Endpoint; readonly list: DownloadedList }) {
  const t = useTranslations('devices.serverPage.models')
  const columns = useModelColumns(at)
  return (
    <DataTable
      dense
      caption={t('caption')}
      rows={list}
      columns={columns}
      rowKey={({ id, tag }) => `${id}:${tag ?? ''}`}
      maxHeight="24rem"
    />
  )
}

function useModelColumns(at: Endpoint): readonly Column<Downloaded>[] {
  const t = useTranslations('devices.serverPage.models')
  const f = useFormat()
  return useMemo(
    () => [
      {
        id: 'id',
        header: t('id'),
        sortValue: ({ id }) => id,
        cell: ({ id, tag }) => (
          <>
            <Link to="/xw/$server/models/$model" params={{ server: at.id, model: id }} className={quietLinkClass}>
              <ServerText text={id} max={60} />
            </Link>
            {tag !== null && tag !== 'latest' && <ServerText text={tag} max={30} mono className="ms-2 text-ink-3" />}
          </>
        ),
      },
      {
        id: 'size',
        header: t('size'),
        align: 'end',
        sortValue: ({ sizeBytes }) => sizeBytes,
        cell: ({ sizeBytes }) => f.bytes(sizeBytes),
      },
      {
        id: 'engine',
        header: t('engine'),
        priority: 2,
        cell: ({ defaultEngine }) => <ServerText text={defaultEngine?.engine} max={30} placeholder="–" />,
      },
      {
        id: 'modified',
        header: t('modified'),
        priority: 2,
        sortValue: ({ modifiedAt }) => modifiedAt,
        cell: ({ modifiedAt }) => <span title={f.dateTime(modifiedAt)}>{f.date(modifiedAt)}</span>,
      },
    ],
    [t, f, at],
  )
}
