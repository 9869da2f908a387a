import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Badge } from '@/ui/Badge.tsx'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import { compareVersions, isNewer } from '../../schema/compareVersions.ts'
import type { Package } from '../../schema/update.ts'
import { useIsUpdating } from '../versions/useIsUpdating.ts'
import { useUpdateQuestion } from '../versions/useUpdateQuestion.tsx'
import type { VersionRow } from '../versions/versionRows.ts'

type State = 'current' | 'isInstalled' | 'available' | 'tooNew'

interface OfferedRow {
  readonly version: string
  readonly state: State
  /** Null where the registry does not offer it, and the server's disk has it. */
  readonly offered: Package | null
  readonly isInstalled: boolean
}

const stateTone = { current: 'good', isInstalled: 'neutral', available: 'accent', tooNew: 'warn' } as const

/** Every version that the registry offers or the disk has, newest first, with the way there. */
export function OfferedVersions({ row }: { readonly row: VersionRow }) {
  const t = useTranslations('devices.serverPage.updates')
  const rows = useMemo(() => offeredRows(row), [row])
  const columns = useOfferedColumns(row)
  const list = row.facts.list
  const isSilent = list === undefined || list.compatible.length + list.incompatible.length === 0
  return (
    <>
      {isSilent && (
        <EmptyState compact title={t('none')}>
          {t('noneBody')}
        </EmptyState>
      )}
      {rows.length > 0 && (
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

function offeredRows({ facts: { list }, set }: VersionRow): readonly OfferedRow[] {
  if (list === undefined) return []
  const { compatible, incompatible, installed } = list
  const rowOf = (version: string, offered: Package | null): OfferedRow => {
    const isInstalled = installed.includes(version)
    if (offered !== null && incompatible.includes(offered)) return { version, offered, isInstalled, state: 'tooNew' }
    return {
      version,
      offered,
      isInstalled,
      state: version === set ? 'current' : isInstalled ? 'isInstalled' : 'available',
    }
  }
  const offered = new Set([...compatible, ...incompatible].map(({ version }) => version))
  return [
    ...[...compatible, ...incompatible].map((one) => rowOf(one.version, one)),
    ...installed.filter((version) => !offered.has(version)).map((version) => rowOf(version, null)),
  ].sort((a, b) => compareVersions(b.version, a.version))
}

function useOfferedColumns(row: VersionRow): readonly Column<OfferedRow>[] {
  const t = useTranslations('devices.serverPage.updates')
  const tServer = useTranslations('versions.server')
  const mayChange = useMayChange()
  return useMemo((): readonly Column<OfferedRow>[] => {
    const columns: readonly Column<OfferedRow>[] = [
      {
        id: 'version',
        header: t('version'),
        mono: true,
        cell: ({ version }) => <ServerText text={version} max={40} />,
      },
      {
        id: 'state',
        header: t('state'),
        cell: ({ state, offered }) => (
          <span className="flex flex-wrap items-center gap-x-2">
            <Badge tone={stateTone[state]}>{t(state)}</Badge>
            {state === 'tooNew' && (
              <span className="text-xs text-ink-3">
                {offered?.minXwVersion
                  ? tServer('needsXw', { needs: inSentence(offered.minXwVersion, 40) })
                  : tServer('needsOther')}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'released',
        header: t('released'),
        priority: 2,
        cell: ({ offered }) => <ServerText text={offered?.releaseDate} max={40} placeholder="–" />,
      },
      {
        id: 'checksum',
        header: t('checksum'),
        priority: 2,
        cell: ({ offered }) =>
          offered === null ? (
            '–'
          ) : offered.sha256 === null ? (
            <span title={t('unverifiedHint')}>
              <Badge tone="warn">{t('unverified')}</Badge>
            </span>
          ) : (
            <span title={offered.sha256}>{t('verified')}</span>
          ),
      },
      {
        id: 'description',
        header: t('description'),
        grow: true,
        priority: 3,
        cell: ({ offered }) => (
          <ServerText
            text={offered === null ? tServer('notOfferedInstalled') : offered.description}
            max={200}
            placeholder="–"
          />
        ),
      },
    ]
    if (!mayChange) return columns
    return [
      ...columns,
      {
        id: 'actions',
        header: tServer('actions'),
        headerHidden: true,
        align: 'end',
        cell: (offered) => <GoThere row={row} target={offered} />,
      },
    ]
  }, [t, tServer, row, mayChange])
}

function GoThere({ row, target }: { readonly row: VersionRow; readonly target: OfferedRow }) {
  const t = useTranslations('versions.server')
  const ask = useUpdateQuestion(row.at)
  const isUpdating = useIsUpdating()(row.at.id)
  const { version, offered, isInstalled, state } = target
  if (state === 'current' || state === 'tooNew') return null
  const isBack = row.set !== null && isNewer(row.set, version)
  const names = { server: inSentence(row.at.label), version: inSentence(version, 40) }
  return (
    <Button
      size="sm"
      aria-label={isBack ? t('backLabel', names) : t('updateLabel', names)}
      disabledReason={isUpdating ? t('busy') : null}
      onClick={() => void ask({ version, offered, isInstalled, isBack, from: row.set })}
    >
      {isBack ? t('back') : t('updateShort')}
    </Button>
  )
}
