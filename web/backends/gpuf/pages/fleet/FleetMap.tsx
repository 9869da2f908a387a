import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { CellMap } from '@/ui/CellMap.tsx'
import type { RowSource } from '@/ui/rowSource.ts'
import { Segmented } from '@/ui/Segmented.tsx'
import { MAP_COLOURS, paths, type FleetSearch } from '../../paths.ts'
import type { ClientTable } from '../../schema/clientTable.ts'
import type { FleetView } from '../../schema/fleetView.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useStatusText } from '../statusText.ts'
import { mapColours } from './mapColours.ts'

interface Props {
  readonly shown: {
    readonly table: ClientTable
    readonly view: FleetView
    readonly serverNow: number
  }
  readonly rows: RowSource<ShownClient>
  readonly search: FleetSearch
  readonly onChange: (changed: FleetSearch) => void
}

/** One cell a client, in the order of the table, by the colour of what the operator picks. */
export function FleetMap({ shown, rows, search, onChange }: Props): ReactNode {
  const t = useTranslations('fleet.map')
  const navigate = useNavigate()
  const describe = useDescription(shown.serverNow)
  const by = search.colour ?? 'status'
  const { entries, codes } = useMemo(
    () => mapColours(shown.table.columns, shown.view.order, by, shown.serverNow),
    [shown, by],
  )
  const legend = useMemo(() => entries.map((entry) => ({ ...entry, label: t(entry.key) })), [entries, t])
  const canFilter = by !== 'cpu' && by !== 'memory'

  return (
    <div className="flex min-w-0 flex-col gap-3 p-4">
      <Segmented
        label={t('colour')}
        size="sm"
        value={by}
        onValueChange={(colour) => onChange({ colour: colour === 'status' ? undefined : colour })}
        options={MAP_COLOURS.map((value) => ({ value, label: t(`colours.${value}`) }))}
        className="w-fit"
      />
      <CellMap
        count={codes.length}
        colourOf={codes}
        legend={legend}
        label={t('label', { colour: t(`colours.${by}`) })}
        describe={(place) => {
          const client = rows.at(place)
          return client ? describe(client) : ''
        }}
        keyOf={(place) => shown.table.idAt(shown.view.order[place] ?? -1)}
        onOpen={(place) => {
          const client = rows.at(place)
          if (client) void navigate({ to: paths.client, params: { client: client.id } })
        }}
        {...(canFilter ? { onLegend: (entry: number) => onChange(entries[entry]?.filter ?? {}) } : {})}
      />
    </div>
  )
}

function useDescription(serverNow: number): (client: ShownClient) => string {
  const t = useTranslations('fleet.map')
  const f = useFormat()
  const statusText = useStatusText()
  return (client) => {
    const known = { name: clientNameInSentence(client), id: client.id, status: statusText(client.status) }
    if (!client.reported) return t('neverReported', known)
    return t('cell', {
      ...known,
      heard: client.lastOnline === null ? '–' : f.duration(serverNow - client.lastOnline),
      cpu: f.percent(client.cpu),
      memory: f.percent(client.memory),
      health: f.number(client.health, 1),
    })
  }
}
