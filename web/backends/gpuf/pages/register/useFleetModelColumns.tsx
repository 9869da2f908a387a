import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Badge } from '@/ui/Badge.tsx'
import { Button } from '@/ui/Button.tsx'
import type { Column } from '@/ui/column.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { ClientTable } from '../../schema/clientTable.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { DownloadAddress } from './DownloadAddress.tsx'
import { LoadedByLink } from './LoadedByLink.tsx'

/**
 * The columns of the register's models.
 *
 * @param onEdit null where nothing can be edited
 * @param loadedBy by the model's id, rows of `table`; undefined while the clients are not known
 */
export function useFleetModelColumns(
  table: ClientTable | undefined,
  loadedBy: ReadonlyMap<string, readonly number[]> | undefined,
  onEdit: ((model: FleetModel) => void) | null,
): readonly Column<FleetModel>[] {
  const t = useTranslations('register.models')
  const f = useFormat()
  return useMemo((): readonly Column<FleetModel>[] => {
    const columns: readonly Column<FleetModel>[] = [
      {
        id: 'name',
        header: t('columns.name'),
        sortValue: (model) => model.name,
        cell: (model) => <ServerText text={model.name} max={80} className="font-medium" />,
        grow: true,
      },
      {
        id: 'version',
        header: t('columns.version'),
        sortValue: (model) => model.version,
        cell: (model) => <ServerText text={model.version} max={30} />,
        width: 88,
      },
      {
        id: 'code',
        header: t('columns.code'),
        sortValue: (model) => model.versionCode,
        cell: (model) => f.number(model.versionCode),
        align: 'end',
        width: 72,
        priority: 3,
      },
      {
        id: 'active',
        header: t('columns.active'),
        sortValue: (model) => (model.active === null ? null : model.active ? 1 : 0),
        cell: (model) =>
          model.active === null ? (
            <span title={t('active.unknownHint')}>
              <Badge tone="warn">{t('active.unknown')}</Badge>
            </span>
          ) : (
            <StatusBadge tone={model.active ? 'good' : 'idle'}>
              {t(model.active ? 'active.yes' : 'active.no')}
            </StatusBadge>
          ),
        width: 96,
        priority: 2,
      },
      {
        id: 'gpu',
        header: t('columns.gpu'),
        sortValue: (model) => model.minGpuMemoryBytes,
        cell: (model) => f.bytes(model.minGpuMemoryBytes),
        align: 'end',
        width: 112,
        priority: 2,
      },
      {
        id: 'memory',
        header: t('columns.memory'),
        sortValue: (model) => model.minMemoryBytes,
        cell: (model) => f.bytes(model.minMemoryBytes),
        align: 'end',
        width: 96,
        priority: 3,
      },
      {
        id: 'size',
        header: t('columns.size'),
        sortValue: (model) => model.sizeBytes,
        cell: (model) => f.bytes(model.sizeBytes),
        align: 'end',
        width: 96,
        priority: 2,
      },
      {
        id: 'checksum',
        header: t('columns.checksum'),
        cell: (model) => <ServerText text={model.checksum} max={12} mono placeholder="–" />,
        width: 128,
        priority: 4,
      },
      {
        id: 'url',
        header: t('columns.url'),
        sortValue: (model) => model.downloadUrl,
        cell: (model) => <DownloadAddress url={model.downloadUrl} />,
        width: 220,
        priority: 4,
      },
      {
        id: 'created',
        header: t('columns.created'),
        sortValue: (model) => model.createdAt,
        cell: (model) => f.date(model.createdAt),
        width: 104,
        priority: 3,
      },
      {
        id: 'loaded',
        header: t('columns.loaded'),
        sortValue: (model) => loadedBy?.get(model.id)?.length ?? 0,
        cell: (model) =>
          loadedBy && table ? (
            <LoadedByLink table={table} name={model.name} clients={loadedBy.get(model.id) ?? []} />
          ) : (
            '–'
          ),
        width: 104,
        priority: 2,
      },
    ]
    if (onEdit === null) return columns
    return [
      ...columns,
      {
        id: 'actions',
        header: t('columns.actions'),
        headerHidden: true,
        cell: (model) => (
          <Button
            size="sm"
            aria-label={t('editNamed', { name: inSentence(model.name, 60), version: inSentence(model.version, 20) })}
            onClick={() => onEdit(model)}
          >
            {t('edit')}
          </Button>
        ),
        align: 'end',
        width: 72,
      },
    ]
  }, [t, f, table, loadedBy, onEdit])
}
