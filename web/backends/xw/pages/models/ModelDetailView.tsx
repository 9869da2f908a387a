import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import type { KeyValueItem } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { Tabs } from '@/ui/Tabs.tsx'
import { model as modelQuery } from '../../queries.ts'
import type { CatalogModel, ModelDetail } from '../../schema/model.ts'
import { LongText } from './LongText.tsx'

interface Props {
  readonly at: Endpoint
  readonly model: string
  /** The same model's row of that server's catalogue. */
  readonly catalog: CatalogModel | null
  /** Device types that the server has detected. */
  readonly detected: readonly string[]
}

const tabs = ['facts', 'modelfile', 'license', 'raw'] as const
type Tab = (typeof tabs)[number]

/** All that one server tells of a model. */
export function ModelDetailView({ at, model, catalog, detected }: Props) {
  const t = useTranslations('models.detail')
  const query = useQuery(modelQuery(at, model))
  const { tab: wanted } = useSearch({ strict: false })
  const navigate = useNavigate()
  const tab = tabs.find((name) => name === wanted) ?? 'facts'

  return (
    <QueryView query={query}>
      {(detail) => (
        <Tabs<Tab>
          label={t('tabs.label')}
          value={tab}
          onValueChange={(next) =>
            void navigate({
              to: '.',
              search: (before) => ({ ...before, tab: next === 'facts' ? undefined : next }),
              replace: true,
            })
          }
          tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`) }))}
        >
          {tab === 'facts' && <Facts at={at} detail={detail} catalog={catalog} detected={detected} />}
          {tab === 'modelfile' && <Texts detail={detail} />}
          {tab === 'license' && (
            <Panel title={t('license')}>
              <LongText title={t('license')} text={detail.license} />
            </Panel>
          )}
          {tab === 'raw' && (
            <Panel title={t('raw')} description={t('onServer', { server: inSentence(at.label) })}>
              <LongText title={t('raw')} text={JSON.stringify(detail.raw, null, 2)} />
            </Panel>
          )}
        </Tabs>
      )}
    </QueryView>
  )
}

interface FactsProps {
  readonly at: Endpoint
  readonly detail: ModelDetail
  readonly catalog: CatalogModel | null
  readonly detected: readonly string[]
}

function Facts({ at, detail, catalog, detected }: FactsProps) {
  const t = useTranslations('models.detail')
  const f = useFormat()
  const { parametersBillion, contextLength } = detail
  const items: readonly KeyValueItem[] = [
    {
      label: t('parameters'),
      value: parametersBillion === null ? '–' : t('billions', { n: f.number(parametersBillion, 2) }),
    },
    { label: t('context'), value: contextLength === null ? '–' : t('tokens', { n: f.number(contextLength) }) },
    { label: t('embedding'), value: f.number(detail.embeddingLength) },
    free(t('architecture'), detail.architecture, true),
    free(t('family'), detail.family),
    free(t('quantization'), detail.quantization, true),
    { label: t('capabilities'), value: <Words words={detail.capabilities} /> },
    free(t('source'), catalog?.source, true),
    free(t('tag'), catalog?.tag, true),
    free(t('version'), catalog?.version, true),
    free(t('format'), catalog?.format, true),
    free(t('description'), catalog?.description),
    { label: t('devices'), value: <Words words={catalog?.supportedDevices ?? []} /> },
  ]
  const engines = Object.entries(detail.supportedEngines)
  const parameters = Object.entries(detail.inferenceParameters)
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel title={t('facts')} description={t('onServer', { server: inSentence(at.label) })}>
        <KeyValue items={items} />
      </Panel>
      <div className="flex min-w-0 flex-col gap-4">
        <Panel title={t('engines')}>
          {engines.length === 0 ? (
            <p className="text-sm text-ink-3">{t('enginesNone')}</p>
          ) : (
            <KeyValue
              items={engines.map(([type, list]) => ({
                key: type,
                label: inSentence(type),
                value: (
                  <span className="flex flex-wrap items-center gap-1">
                    <Words words={list.map(({ engine, mode }) => [engine, mode].filter(Boolean).join(' · '))} />
                    {detected.includes(type) && (
                      <Badge tone="good">{t('detected', { server: inSentence(at.label, 40) })}</Badge>
                    )}
                  </span>
                ),
              }))}
            />
          )}
        </Panel>
        <Panel title={t('inference')}>
          {parameters.length === 0 ? (
            <p className="text-sm text-ink-3">{t('inferenceNone')}</p>
          ) : (
            <KeyValue items={parameters.map(([name, value]) => free(inSentence(name), value, true, name))} />
          )}
        </Panel>
      </div>
    </div>
  )
}

/** A fact in the server's own words. */
function free(label: string, text: string | null | undefined, mono = false, key: string = label): KeyValueItem {
  return { key, label, mono, value: <ServerText text={text} max={1_000} placeholder="–" /> }
}

function Texts({ detail }: { readonly detail: ModelDetail }) {
  const t = useTranslations('models.detail')
  return (
    <div className="flex flex-col gap-4">
      <Panel title={t('modelfile')}>
        <LongText title={t('modelfile')} text={detail.modelfile} />
      </Panel>
      <Panel title={t('template')}>
        <LongText title={t('template')} text={detail.template} />
      </Panel>
      <Panel title={t('system')}>
        <LongText title={t('system')} text={detail.system} />
      </Panel>
    </div>
  )
}

function Words({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return <span className="text-ink-3">–</span>
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {words.map((word) => (
        <Badge key={word}>
          <ServerText text={word} max={60} />
        </Badge>
      ))}
    </span>
  )
}
