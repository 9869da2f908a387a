import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Figure } from '@/ui/Figure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { paths } from '../paths.ts'
import { clients, stat } from '../queries.ts'
import type { Stat } from '../schema/stat.ts'

/** The server's sums over the fleet, each a link to the rows that it counts. */
export function FleetFigures(): ReactNode {
  const at = useServers('gpuf')[0]
  return at ? <Figures at={at} /> : null
}

function Figures({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleetCard.figures')
  const query = useQuery(stat(at))
  return (
    <Panel title={t('title')} padded={query.data === undefined || query.isError}>
      <QueryView query={query}>{(figures) => <Six at={at} figures={figures} />}</QueryView>
    </Panel>
  )
}

function Six({ at, figures }: { readonly at: Endpoint; readonly figures: Stat }): ReactNode {
  const t = useTranslations('fleetCard.figures')
  const f = useFormat()
  return (
    <div className="p-1">
      <div className="grid grid-cols-2 gap-1 sm:grid-cols-3 xl:grid-cols-6">
        <Figure label={t('total')} value={f.number(figures.total)} render={<Link to={paths.fleet} />} />
        <Figure
          label={t('online')}
          value={f.number(figures.online)}
          hint={t('onlineHint')}
          render={<Link to={paths.fleet} search={{ seen: 'now' }} />}
        />
        <Figure
          label={t('maintenance')}
          value={f.number(figures.maintenance)}
          hint={t('maintenanceHint')}
          render={<Link to={paths.fleet} search={{ status: 'maintenance' }} />}
        />
        <Figure
          label={t('warnings')}
          value={f.number(figures.warnings)}
          hint={t('warningsHint')}
          tone={figures.warnings > 0 ? 'warn' : 'good'}
          render={<Link to={paths.fleet} search={{ warn: 'any' }} />}
        />
        <Figure
          label={t('tflops')}
          value={f.number(figures.tflops)}
          hint={t('tflopsHint')}
          render={<Link to={paths.fleet} search={{ sort: 'tflops', dir: 'desc' }} />}
        />
        <Figure
          label={t('uptime')}
          value={f.percent(figures.uptimeRate)}
          // The server counts a day without any figures as 0 too.
          hint={t(figures.uptimeRate === 0 ? 'uptimeZeroHint' : 'uptimeHint')}
          render={<Link to={paths.health} />}
        />
      </div>
      <Disagreements at={at} figures={figures} />
    </div>
  )
}

/** The server's sums and its own list differ in practice: both are shown as what they are. */
function Disagreements({ at, figures }: { readonly at: Endpoint; readonly figures: Stat }): ReactNode {
  const t = useTranslations('fleetCard.figures')
  const { data, dataUpdatedAt } = useQuery(clients(at))
  // Two moments differ by themselves.
  if (!data || isLastKnown(data, dataUpdatedAt) || isLastKnown(figures)) return null
  const column = { total: data.table.length, ...data.summary }
  const notes = [
    column.total !== figures.total && t('disagreeTotal', { server: figures.total, column: column.total }),
    column.online !== figures.online && t('disagreeOnline', { server: figures.online, column: column.online }),
    column.maintenance !== figures.maintenance &&
      t('disagreeMaintenance', { server: figures.maintenance, column: column.maintenance }),
    column.warnings !== figures.warnings &&
      t('disagreeWarnings', { server: figures.warnings, column: column.warnings }),
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className="flex flex-col gap-0.5 border-t border-line px-3 py-2 text-xs text-ink-3">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
