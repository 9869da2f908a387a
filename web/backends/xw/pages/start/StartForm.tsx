import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { devices, downloadedModels, instances, models } from '../../queries.ts'
import { useAllLaunches } from '../../starts/launches.ts'
import { joinModels } from '../models/modelRows.ts'
import { ModelField } from './ModelField.tsx'
import { RestOfForm } from './RestOfForm.tsx'
import { ServerField } from './ServerField.tsx'
import { serverFits } from './serverFits.ts'
import { type StartDraft, withModel, withServer } from './startDraft.ts'

interface Props {
  readonly servers: readonly Endpoint[]
  readonly draft: StartDraft
  readonly onChange: (draft: StartDraft) => void
}

const noDetails = new Map<string, never>()

/** What to start, where and how, step by step: each step says what the one before it allows. */
export function StartForm({ servers, draft, onChange }: Props) {
  const t = useTranslations('starts.form')
  const catalogues = useJoined(servers, models)
  const disks = useJoined(servers, downloadedModels)
  const chips = useJoined(servers, devices)
  const lists = useJoined(servers, instances)
  const launches = useAllLaunches()
  const rows = useMemo(() => joinModels(catalogues.rows, disks.rows, noDetails), [catalogues.rows, disks.rows])
  const row = rows.find(({ id }) => id === draft.model) ?? null

  const fits = serverFits(servers, row, {
    catalogues: catalogues.rows,
    chips: chips.rows,
    instances: lists.rows,
    launches,
  })
  const proposed = fits.find(({ proposal }) => proposal !== null)?.at.id ?? null
  const server = draft.server ?? (row === null ? null : proposed)
  const fit = fits.find(({ at }) => at.id === server)

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Panel title={t('model')}>
        <JoinedView joined={catalogues}>
          {() => (
            <ModelField
              rows={rows}
              server={draft.server}
              chosen={draft.model}
              onChoose={(model) => onChange(withModel(draft, model))}
            />
          )}
        </JoinedView>
      </Panel>
      {row !== null && (
        <Panel title={t('server')}>
          <JoinedView joined={chips}>
            {() => (
              <ServerField
                fits={fits}
                chosen={server}
                isProposed={draft.server === null}
                onChoose={(id) => onChange(withServer(draft, id))}
              />
            )}
          </JoinedView>
        </Panel>
      )}
      {row !== null && fit !== undefined && fit.whyNot === null && (
        <RestOfForm key={`${fit.at.id}/${row.id}`} fit={fit} row={row} draft={draft} onChange={onChange} />
      )}
    </div>
  )
}
