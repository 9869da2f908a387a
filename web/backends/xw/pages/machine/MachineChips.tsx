import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataAge } from '@/kit/DataAge.tsx'
import type { MachinePartProps } from '@/kit/machine.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { useInSight } from '@/kit/useInSight.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { devices } from '../../queries.ts'
import { CardEvents } from '../devices/CardEvents.tsx'
import { ChipsOfServer } from '../devices/ChipsOfServer.tsx'
import { useHoldersOf } from '../devices/useHoldersOf.ts'

/** The chips of a machine, drawn, with what holds them and what is measured on them. */
export function MachineChips({ at }: MachinePartProps): ReactNode {
  const t = useTranslations('machine.chips')
  const query = useQuery(devices(at))
  const servers = useMemo(() => [at], [at])
  const answer = useMemo(
    () => ({ rows: query.data === undefined ? [] : [{ at, data: query.data, updatedAt: query.dataUpdatedAt }] }),
    [at, query.data, query.dataUpdatedAt],
  )
  const holders = useHoldersOf(servers, answer).get(at.id)
  const box = useRef<HTMLDivElement>(null)
  const isInSight = useInSight(box)
  return (
    <div ref={box} className="flex min-w-0 flex-col gap-4">
      <CardEvents servers={[at.id]} />
      <Panel
        title={t('title')}
        actions={
          <>
            <DataAge at={query.dataUpdatedAt || null} />
            <Link to="/devices" search={{ server: [at.id], view: 'table' }} className={`${linkClass} text-sm`}>
              {t('all')}
            </Link>
          </>
        }
      >
        <QueryView
          query={query}
          isEmpty={(chips) => chips.length === 0}
          empty={<EmptyState compact title={t('none')} />}
        >
          {(chips) => <ChipsOfServer at={at} chips={chips} holders={holders} isInSight={isInSight} />}
        </QueryView>
      </Panel>
    </div>
  )
}
