import { Cpu, ServerOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { devices } from '../../queries.ts'
import { CardEvents } from './CardEvents.tsx'
import type { DrawnHolder } from './chipHolding.ts'
import { DeviceBrowser } from './DeviceBrowser.tsx'
import { ModelsHerePanel } from './ModelsHerePanel.tsx'
import { SupportedTypes } from './SupportedTypes.tsx'
import type { DeviceRow } from './useDeviceColumns.tsx'
import { useHoldersOf } from './useHoldersOf.ts'

const noHolders: readonly DrawnHolder[] = []

/** All chips of all servers. */
export function DevicesPage() {
  const t = useTranslations('devices')
  const servers = useServers('xw')
  const joined = useJoined(servers, devices)
  const holdersOf = useHoldersOf(servers, joined)
  const ids = useMemo(() => servers.map(({ id }) => id), [servers])
  const rows = useMemo(
    () =>
      joined.rows.flatMap(({ at, data }) =>
        data.map((chip): DeviceRow => ({ at, chip, holders: holdersOf.get(at.id)?.get(chip.key) ?? noHolders })),
      ),
    [joined.rows, holdersOf],
  )

  if (servers.length === 0) {
    return (
      <PageFrame title={t('title')} description={t('description')}>
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersBody')}
        </EmptyState>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={t('title')} description={t('description')} age={joined.oldestAt}>
      <CardEvents servers={ids} />
      <JoinedView
        joined={joined}
        isEmpty={() => rows.length === 0 && joined.pending.length === 0 && joined.failed.length < servers.length}
        empty={
          <EmptyState icon={Cpu} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        }
      >
        {(answers) => <DeviceBrowser rows={rows} answers={answers} holdersOf={holdersOf} />}
      </JoinedView>
      <ModelsHerePanel servers={servers} chips={joined} />
      <SupportedTypes servers={servers} />
    </PageFrame>
  )
}
