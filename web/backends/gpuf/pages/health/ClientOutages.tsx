import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { DataTable, type Column, type TableSort } from '@/ui/DataTable.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import type { Outage } from '../../schema/history.ts'
import { OutageEnd } from './OutageEnd.tsx'
import { OutageTime } from './OutageTime.tsx'
import type { NameOf } from './useHistoryOutages.ts'
import type { Zoom } from './useZoom.ts'

interface Props {
  readonly outages: readonly Outage[]
  readonly nameOf: NameOf
  readonly zoom: Zoom
}

/** Outages of one client each. */
export function ClientOutages({ outages, nameOf, zoom }: Props): ReactNode {
  const t = useTranslations('health.outages.own')
  const [sort, setSort] = useState<TableSort | null>({ id: 'from', desc: true })
  const columns = useOutageColumns(nameOf, zoom)
  return (
    <DataTable
      dense
      caption={t('title')}
      rows={outages}
      columns={columns}
      rowKey={({ clients, from }) => `${clients[0] ?? ''} ${from}`}
      sort={sort}
      onSortChange={setSort}
      maxHeight="20rem"
    />
  )
}

function useOutageColumns(nameOf: NameOf, zoom: Zoom): readonly Column<Outage>[] {
  const t = useTranslations('health.outages.own')
  const f = useFormat()
  return useMemo(() => {
    const length = ({ from, to }: Outage) => (to ?? zoom.whole.to) - from
    const nameOfIt = ({ clients: [id = ''] }: Outage) => nameOf(id)
    return [
      {
        id: 'client',
        header: t('client'),
        sortValue: nameOfIt,
        cell: (outage) => (
          <Link to={paths.client} params={{ client: outage.clients[0] ?? '' }} className={quietLinkClass}>
            <ServerText text={nameOfIt(outage)} />
          </Link>
        ),
        width: 80,
      },
      {
        id: 'from',
        header: t('from', { zone: f.zone }),
        sortValue: ({ from }) => from,
        cell: (outage) => <OutageTime zoned outage={outage} zoom={zoom} />,
        width: 176,
      },
      {
        id: 'to',
        header: t('to', { zone: f.zone }),
        sortValue: ({ to }) => to ?? Infinity,
        cell: (outage) => <OutageEnd zoned outage={outage} />,
        width: 190,
        priority: 2,
      },
      {
        id: 'length',
        header: t('length'),
        sortValue: length,
        cell: (outage) => f.duration(length(outage)),
        align: 'end',
        width: 92,
      },
    ]
  }, [t, f, nameOf, zoom])
}
