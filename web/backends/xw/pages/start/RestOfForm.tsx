import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { devices, instances, model, models } from '../../queries.ts'
import { useLaunches } from '../../starts/launches.ts'
import type { ModelRow } from '../models/modelRows.ts'
import { ChipsField } from './ChipsField.tsx'
import { EngineField } from './EngineField.tsx'
import { NamesField } from './NamesField.tsx'
import { RequestPanel } from './RequestPanel.tsx'
import type { ServerFit } from './serverFits.ts'
import { type StartDraft, withEngine } from './startDraft.ts'
import { startPlan } from './startPlan.ts'

interface Props {
  readonly fit: ServerFit
  readonly row: ModelRow
  readonly draft: StartDraft
  readonly onChange: (draft: StartDraft) => void
}

/** Engine, chips, name and request, once it is clear which model runs where. */
export function RestOfForm({ fit, row, draft, onChange }: Props) {
  const t = useTranslations('starts.form')
  const { at } = fit
  const detail = useQuery(model(at, row.id))
  const list = useQuery(instances(at))
  const chips = useQuery(devices(at))
  const catalogue = useQuery(models(at))
  const launches = useLaunches(at.id)

  return (
    <QueryView query={detail}>
      {({ supportedEngines }) => {
        const plan = startPlan(
          {
            modelId: row.id,
            modelIds: catalogue.data?.models.map(({ id }) => id) ?? [],
            chips: chips.data ?? [],
            supportedEngines,
            typesOf: (id) => catalogue.data?.models.find((one) => one.id === id)?.supportedDevices,
            instances: list.data ?? [],
            launches,
          },
          draft,
        )
        return (
          <>
            <Panel title={t('engine')}>
              <EngineField at={at} plan={plan} onChoose={(engine) => onChange(withEngine(draft, engine))} />
            </Panel>
            {plan.engine !== null && (
              <>
                <Panel title={t('chips')} description={t('chipsDescription')}>
                  <ChipsField at={at} plan={plan} onChange={(keys) => onChange({ ...draft, chips: [...keys] })} />
                </Panel>
                <Panel title={t('names')}>
                  <NamesField
                    plan={plan}
                    onAlias={(alias) => onChange({ ...draft, alias })}
                    onConcurrency={(concurrency) => onChange({ ...draft, concurrency })}
                  />
                </Panel>
                <RequestPanel fit={fit} modelId={row.id} plan={plan} draft={draft} onChange={onChange} />
              </>
            )}
          </>
        )
      }}
    </QueryView>
  )
}
