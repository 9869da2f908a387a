import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { LastKnown } from '@/kit/LastKnown.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/DataTable.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { PullBar } from '../../pulls/PullBar.tsx'
import { goesOn, usePull } from '../../pulls/pullList.ts'
import { useModelStatus } from './modelStatus.ts'
import type { ModelOnServer, ModelRow } from './modelRows.ts'

/** How one model stands on each server. */
export function ModelOnServersTable({ row }: { readonly row: ModelRow }) {
  const t = useTranslations('models')
  return (
    <DataTable
      rows={row.on}
      columns={useColumns(row.id)}
      rowKey={({ at }) => at.id}
      caption={t('detail.serversCaption', { model: inSentence(row.id) })}
    />
  )
}

function useColumns(model: string): readonly Column<ModelOnServer>[] {
  const t = useTranslations('models')
  const f = useFormat()
  return useMemo(
    (): readonly Column<ModelOnServer>[] => [
      { id: 'server', header: t('column.server'), cell: ({ at }) => <ServerText text={at.label} max={60} /> },
      { id: 'status', header: t('column.status'), grow: true, cell: (on) => <Status model={model} on={on} /> },
      {
        id: 'size',
        header: t('column.size'),
        align: 'end',
        width: 140,
        cell: ({ downloaded, catalog }) => {
          if (downloaded?.sizeBytes != null) return <span title={t('realHint')}>{f.bytes(downloaded.sizeBytes)}</span>
          if (catalog?.sizeBytes == null) return '–'
          return <span title={t('estimatedHint')}>{t('estimated', { size: f.bytes(catalog.sizeBytes) })}</span>
        },
      },
      {
        id: 'modified',
        header: t('column.modified'),
        width: 210,
        priority: 2,
        cell: ({ downloaded }) => f.dateTime(downloaded?.modifiedAt),
      },
      {
        id: 'engine',
        header: t('column.defaultEngine'),
        width: 150,
        priority: 2,
        cell: ({ catalog, downloaded }) => {
          const engine = catalog?.defaultEngine ?? downloaded?.defaultEngine
          return (
            <ServerText text={engine && [engine.engine, engine.mode].filter(Boolean).join(' · ')} placeholder="–" />
          )
        },
      },
      {
        id: 'source',
        header: t('column.source'),
        priority: 3,
        cell: ({ catalog, downloaded }) => (
          <ServerText text={catalog?.source ?? downloaded?.source} max={60} placeholder="–" />
        ),
      },
    ],
    [t, f, model],
  )
}

function Status({ model, on }: { readonly model: string; readonly on: ModelOnServer }) {
  const statusOf = useModelStatus()
  const pull = usePull({ server: on.at.id, model })
  const { tone, text, hint } = statusOf(on.status, pull)
  return (
    <span className="flex min-w-0 items-center gap-3" title={hint}>
      <LastKnown when={on.isKept ?? false}>
        <StatusBadge tone={tone}>{text}</StatusBadge>
      </LastKnown>
      {pull && goesOn(pull) && (
        <span className="w-32 min-w-0">
          <PullBar pull={pull} size="sm" />
        </span>
      )}
    </span>
  )
}
