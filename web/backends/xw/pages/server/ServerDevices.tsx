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
import { devices, supportedDevices } from '../../queries.ts'
import type { Chip } from '../../schema/device.ts'
import { TypeBadges } from '../devices/TypeBadges.tsx'

interface TypeRow {
  readonly type: string
  readonly model: string
  readonly chips: number
  readonly cards: number
}

export function ServerDevices({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.devices')
  const chips = useQuery(devices(at))
  const supported = useQuery(supportedDevices(at))
  return (
    <Panel
      title={t('title')}
      padded={false}
      actions={
        <Link to="/devices" search={{ server: [at.id] }} className={`${linkClass} text-sm`}>
          {t('all')}
        </Link>
      }
    >
      <QueryView query={chips} isEmpty={(data) => data.length === 0} empty={<EmptyState compact title={t('none')} />}>
        {(data) => <Types at={at} chips={data} />}
      </QueryView>
      <div className="flex flex-col gap-1 border-t border-line px-4 py-3 text-sm">
        <h3 className="text-xs text-ink-3">{t('supported')}</h3>
        <div>
          <QueryView query={supported}>{(data) => <TypeBadges types={data} none="–" />}</QueryView>
        </div>
      </div>
    </Panel>
  )
}

function Types({ at, chips }: { readonly at: Endpoint; readonly chips: readonly Chip[] }) {
  const t = useTranslations('devices.serverPage.devices')
  const rows = useMemo(() => byType(chips), [chips])
  const columns = useTypeColumns(at)
  return <DataTable dense caption={t('caption')} rows={rows} columns={columns} rowKey={({ type }) => type} />
}

function useTypeColumns(at: Endpoint): readonly Column<TypeRow>[] {
  const t = useTranslations('devices.serverPage.devices')
  const f = useFormat()
  return useMemo(
    () => [
      {
        id: 'model',
        header: t('model'),
        sortValue: ({ model }) => model,
        cell: ({ type, model }) => (
          <Link to="/devices" search={{ server: [at.id], type: [type] }} className={quietLinkClass}>
            <ServerText text={model} max={60} />
          </Link>
        ),
      },
      {
        id: 'type',
        header: t('type'),
        mono: true,
        priority: 2,
        sortValue: ({ type }) => type,
        cell: ({ type }) => <ServerText text={type} max={40} />,
      },
      {
        id: 'cards',
        header: t('cards'),
        align: 'end',
        sortValue: ({ cards }) => cards,
        cell: ({ cards }) => f.number(cards),
      },
      {
        id: 'chips',
        header: t('chips'),
        align: 'end',
        sortValue: ({ chips }) => chips,
        cell: ({ chips }) => f.number(chips),
      },
    ],
    [t, f, at],
  )
}

/** Variants of one type are counted apart: they cannot always work together. */
function byType(chips: readonly Chip[]): TypeRow[] {
  return [...new Set(chips.map(({ deviceType }) => deviceType))].map((type) => {
    const those = chips.filter(({ deviceType }) => deviceType === type)
    return {
      type,
      model: those[0]?.modelName ?? type,
      chips: those.length,
      cards: new Set(those.map(({ busAddress }) => busAddress)).size,
    }
  })
}
