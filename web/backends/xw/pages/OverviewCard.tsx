import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass, quietLinkClass } from '@/ui/link.ts'
import { instances } from '../queries.ts'
import { conditionKinds, isRunning } from './conditions.ts'
import { ConditionBadge } from './instances/ConditionBadge.tsx'
import { type InstanceRow, useInstanceRows } from './instances/useInstanceRows.ts'
import { ServerLink } from './ServerLink.tsx'

/** As many as can be taken in at a glance. */
const most = 8

/** For the overview: what runs, and what it does. */
export function InstancesCard() {
  const t = useTranslations('instances')
  const servers = useServers('xw')
  const joined = useJoined(servers, instances)
  const rows = useInstanceRows(joined.rows)
  const running = rows
    .filter(({ condition }) => isRunning(condition))
    .sort((a, b) => conditionKinds.indexOf(a.condition.kind) - conditionKinds.indexOf(b.condition.kind))
  const shown = running.slice(0, most)
  const others = rows.length - running.length

  return (
    <Panel
      title={t('card.title')}
      padded={joined.isLoading || joined.failed.length > 0}
      actions={
        <Link to="/instances" className={`${linkClass} text-sm`}>
          {t('card.all')}
        </Link>
      }
    >
      <JoinedView
        joined={joined}
        isEmpty={() => rows.length === 0}
        empty={<EmptyState compact title={t('card.none')} />}
      >
        {() => (
          <>
            {running.length === 0 ? (
              <EmptyState compact title={t('card.none')} />
            ) : (
              <ul aria-label={t('card.caption')} className="divide-y divide-line">
                {shown.map((row) => (
                  <Row key={`${row.at.id}/${row.instance.id}`} {...row} />
                ))}
              </ul>
            )}
            {(others > 0 || running.length > most) && (
              <p className="px-4 pb-2 text-xs text-ink-3">
                {[
                  running.length > most ? t('card.more', { count: running.length - most }) : '',
                  others > 0 ? t('card.others', { count: others }) : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            )}
          </>
        )}
      </JoinedView>
    </Panel>
  )
}

function Row({ at, instance, condition, isKept }: InstanceRow) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1.5 text-sm">
      <span className="min-w-0 flex-1 basis-40">
        <Link to="/instances" search={{ q: instance.alias, server: [at.id] }} className={quietLinkClass}>
          <ServerText text={instance.alias} max={60} />
        </Link>
        {instance.modelId !== instance.alias && (
          <span className="block truncate text-xs text-ink-3">
            <ServerText text={instance.modelId} max={60} />
          </span>
        )}
      </span>
      <span className="basis-24 text-ink-2">
        <ServerLink at={at} />
      </span>
      <span className="basis-36">
        <ConditionBadge condition={condition} rawState={instance.rawState} isKept={isKept} />
      </span>
    </li>
  )
}
