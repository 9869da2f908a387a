import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import { currentVersion, updates } from '../../queries.ts'
import type { Package, UpdateList } from '../../schema/update.ts'

export function ServerVersions({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.updates')
  const list = useQuery(updates(at))
  const current = useQuery(currentVersion(at))
  return (
    <Panel title={t('title')} padded={false}>
      <div className="px-4 pt-2">
        <QueryView query={current}>
          {({ configVersion, installed }) => (
            <KeyValue
              className="border-b border-line"
              items={[
                {
                  label: t('config'),
                  mono: true,
                  value: (
                    <ServerText
                      text={installed ? configVersion : t('notInstalled', { version: configVersion })}
                      max={60}
                    />
                  ),
                },
              ]}
            />
          )}
        </QueryView>
      </div>
      <QueryView query={list}>{(data) => <Offered list={data} />}</QueryView>
    </Panel>
  )
}

type State = 'current' | 'isInstalled' | 'available' | 'tooNew'

interface VersionRow extends Package {
  readonly state: State
}

const stateTone = { current: 'good', isInstalled: 'neutral', available: 'accent', tooNew: 'warn' } as const

function Offered({ list }: { readonly list: UpdateList }) {
  const t = useTranslations('devices.serverPage.updates')
  const rows = useMemo(() => rowsOf(list), [list])
  const columns = useVersionColumns()
  return (
    <>
      <div className="px-4">
        <KeyValue
          items={[
            { label: t('xw'), mono: true, value: <ServerText text={list.currentXw} max={60} placeholder="–" /> },
            {
              label: t('installed'),
              mono: true,
              value: <ServerText text={list.installed.join(', ')} max={300} placeholder="–" />,
            },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState compact title={t('none')}>
          {t('noneBody')}
        </EmptyState>
      ) : (
        <DataTable
          dense
          caption={t('caption')}
          rows={rows}
          columns={columns}
          rowKey={({ version, state }) => `${state}/${version}`}
        />
      )}
    </>
  )
}

function rowsOf({ compatible, incompatible, installed, currentConfig }: UpdateList): VersionRow[] {
  const stateOf = ({ version }: Package): State => {
    if (version === currentConfig) return 'current'
    return installed.includes(version) ? 'isInstalled' : 'available'
  }
  return [
    ...compatible.map((offered): VersionRow => ({ ...offered, state: stateOf(offered) })),
    ...incompatible.map((offered): VersionRow => ({ ...offered, state: 'tooNew' })),
  ]
}

function useVersionColumns(): readonly Column<VersionRow>[] {
  const t = useTranslations('devices.serverPage.updates')
  return useMemo(
    () => [
      {
        id: 'version',
        header: t('version'),
        mono: true,
        cell: ({ version }) => <ServerText text={version} max={40} />,
      },
      {
        id: 'state',
        header: t('state'),
        cell: ({ state }) => <Badge tone={stateTone[state]}>{t(state)}</Badge>,
      },
      {
        id: 'released',
        header: t('released'),
        priority: 2,
        sortValue: ({ releaseDate }) => releaseDate,
        cell: ({ releaseDate }) => <ServerText text={releaseDate} max={40} placeholder="–" />,
      },
      {
        id: 'needs',
        header: t('needs'),
        mono: true,
        priority: 2,
        cell: ({ minXwVersion }) => <ServerText text={minXwVersion} max={40} placeholder="–" />,
      },
      {
        id: 'checksum',
        header: t('checksum'),
        priority: 2,
        cell: ({ sha256 }) =>
          sha256 === null ? (
            <span title={t('unverifiedHint')}>
              <Badge tone="warn">{t('unverified')}</Badge>
            </span>
          ) : (
            <span title={sha256}>{t('verified')}</span>
          ),
      },
      {
        id: 'description',
        header: t('description'),
        grow: true,
        priority: 3,
        cell: ({ description }) => <ServerText text={description} max={200} placeholder="–" />,
      },
    ],
    [t],
  )
}
