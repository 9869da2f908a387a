import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { LastKnown } from '@/kit/LastKnown.tsx'
import { Badge } from '@/ui/Badge.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StaleWord } from '@/ui/staleWord.ts'
import type { Column } from '@/ui/column.ts'
import { ServerLink } from '../ServerLink.tsx'
import { StateMark } from './StateMark.tsx'
import { stateTone, useStateText } from './useStateText.ts'
import { offeredCount, rowStates, unverifiedCount, type VersionRow } from './versionRows.ts'

const none = '–'

export function useVersionColumns(): readonly Column<VersionRow>[] {
  const t = useTranslations('versions')
  const stateText = useStateText()
  return useMemo(
    () => [
      {
        id: 'server',
        header: t('column.server'),
        sortValue: ({ at }) => at.label,
        cell: ({ at }) => <ServerLink at={at} />,
      },
      {
        id: 'state',
        header: t('column.state'),
        sortValue: ({ stateKind }) => rowStates.indexOf(stateKind),
        cell: (row) => (
          <span title={stateText(row)}>
            {row.stateKind === 'no-answer' ? (
              // This is of now, whatever stands around it is of before.
              <StaleWord value={null}>
                <StateMark tone={stateTone[row.stateKind]}>{t(`state.${row.stateKind}`)}</StateMark>
              </StaleWord>
            ) : (
              <LastKnown when={row.isKept}>
                <StateMark tone={stateTone[row.stateKind]}>{t(`state.${row.stateKind}`)}</StateMark>
              </LastKnown>
            )}
          </span>
        ),
      },
      {
        id: 'set',
        header: t('column.set'),
        mono: true,
        sortValue: ({ set }) => set,
        cell: ({ set }) => <ServerText text={set} max={40} placeholder={none} />,
      },
      {
        id: 'running',
        header: t('column.running'),
        mono: true,
        priority: 2,
        sortValue: ({ running }) => running,
        cell: ({ running }) => <ServerText text={running} max={40} placeholder={none} />,
      },
      {
        id: 'newest',
        header: t('column.newest'),
        mono: true,
        priority: 2,
        sortValue: ({ facts }) => facts.list?.compatible[0]?.version ?? null,
        cell: ({ facts }) => {
          const newest = facts.list?.compatible[0]
          return (
            <span className="flex flex-wrap items-center gap-2">
              <ServerText text={newest?.version} max={40} placeholder={none} />
              {newest?.sha256 === null && (
                <span title={t('unverifiedHint')} className="font-sans">
                  <Badge tone="warn">{t('unverified')}</Badge>
                </span>
              )}
            </span>
          )
        },
      },
      {
        id: 'offers',
        header: t('column.offers'),
        priority: 3,
        sortValue: (row) => offeredCount(row),
        cell: (row) => {
          const count = offeredCount(row)
          if (count === null) return none
          return count === 0 ? (
            <span title={t('stateText.not-offered')}>{t('offersNone')}</span>
          ) : (
            t('offers', { count })
          )
        },
      },
      {
        id: 'unverified',
        header: t('column.unverified'),
        priority: 3,
        sortValue: (row) => unverifiedCount(row),
        cell: (row) => {
          const total = row.facts.list?.compatible.length ?? 0
          return total === 0 ? none : t('unverifiedCount', { count: unverifiedCount(row), total })
        },
      },
      {
        id: 'xw',
        header: t('column.xw'),
        mono: true,
        priority: 2,
        sortValue: ({ xw }) => xw,
        cell: ({ xw }) => <ServerText text={xw} max={40} placeholder={none} />,
      },
      {
        id: 'registry',
        header: t('column.registry'),
        priority: 3,
        grow: true,
        sortValue: ({ facts }) => facts.config?.registry ?? null,
        cell: ({ facts }) => <ServerText text={facts.config?.registry} max={80} placeholder={none} />,
      },
    ],
    [t, stateText],
  )
}
