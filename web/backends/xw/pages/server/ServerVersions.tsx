import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { configInfo, currentVersion, updates } from '../../queriesSettings.ts'
import { StateMark } from '../versions/StateMark.tsx'
import { UpdateRuns } from '../versions/UpdateRuns.tsx'
import { useIsUpdating } from '../versions/useIsUpdating.ts'
import { stateTone, useStateText } from '../versions/useStateText.ts'
import { useUpdateQuestion } from '../versions/useUpdateQuestion.tsx'
import { type VersionRow, versionRow } from '../versions/versionRows.ts'
import { OfferedVersions } from './OfferedVersions.tsx'

/** What is set, what runs, what is offered; and going from one to another. */
export function ServerVersions({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.updates')
  const list = useQuery(updates(at))
  const current = useQuery(currentVersion(at))
  const config = useQuery(configInfo(at))
  const facts = { list: list.data, current: current.data, config: config.data }
  const row = versionRow(at, { xw: undefined, facts, isAway: false })
  return (
    <>
      <UpdateRuns server={at.id} />
      <Panel title={t('title')} padded={false} actions={<UpdateButton row={row} />}>
        <QueryView query={list}>
          {() => (
            <>
              <div className="px-4 pt-2">
                <Facts row={row} />
              </div>
              <OfferedVersions row={row} />
            </>
          )}
        </QueryView>
      </Panel>
    </>
  )
}

function Facts({ row }: { readonly row: VersionRow }) {
  const t = useTranslations('devices.serverPage.updates')
  const tVersions = useTranslations('versions')
  const stateText = useStateText()
  const { current, list } = row.facts
  const { set, running, xw, stateKind } = row
  return (
    <KeyValue
      items={[
        {
          label: tVersions('column.state'),
          value: (
            <span className="flex flex-wrap items-center gap-x-3">
              <StateMark tone={stateTone[stateKind]}>{tVersions(`state.${stateKind}`)}</StateMark>
              {/* The table's place says it where nothing is offered. */}
              {stateKind !== 'not-offered' && <span className="text-ink-2">{stateText(row)}</span>}
            </span>
          ),
        },
        {
          label: t('config'),
          mono: true,
          value: (
            <ServerText
              text={current?.installed === false && set !== null ? t('notInstalled', { version: set }) : set}
              max={60}
              placeholder="–"
            />
          ),
        },
        {
          label: tVersions('column.running'),
          mono: true,
          value: <ServerText text={running} max={60} placeholder="–" />,
        },
        { label: t('xw'), mono: true, value: <ServerText text={xw} max={60} placeholder="–" /> },
        {
          label: t('installed'),
          mono: true,
          value: <ServerText text={list?.installed.join(', ')} max={300} placeholder="–" />,
        },
      ]}
    />
  )
}

/** The newest compatible one, where there is a newer one. */
function UpdateButton({ row }: { readonly row: VersionRow }) {
  const t = useTranslations('versions.server')
  const ask = useUpdateQuestion(row.at)
  const isUpdating = useIsUpdating()(row.at.id)
  const mayChange = useMayChange()
  const newest = row.facts.list?.compatible[0]
  if (!mayChange || row.state.kind !== 'newer' || newest === undefined) return null
  return (
    <Button
      size="sm"
      tone="primary"
      disabledReason={isUpdating ? t('busy') : null}
      onClick={() =>
        void ask({
          version: newest.version,
          offered: newest,
          isInstalled: row.facts.list?.installed.includes(newest.version) ?? false,
          isBack: false,
          from: row.set,
        })
      }
    >
      {t('update', { version: inSentence(newest.version, 40) })}
    </Button>
  )
}
