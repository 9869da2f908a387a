import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { KeyValue, type KeyValueItem } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { configInfo } from '../../queries.ts'
import type { ConfigInfo } from '../../schema/config.ts'

export function ServerConfig({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.config')
  const query = useQuery(configInfo(at))
  return (
    <Panel title={t('title')}>
      <QueryView query={query}>{(data) => <Facts config={data} />}</QueryView>
    </Panel>
  )
}

function Facts({ config }: { readonly config: ConfigInfo }) {
  const t = useTranslations('devices.serverPage.config')
  const item = (label: string, text: string | null): KeyValueItem => ({
    label,
    mono: text !== null,
    value: <ServerText text={text} max={300} placeholder={t('unknown')} />,
    ...(text === null ? {} : { copy: text }),
  })
  const { host, port } = config
  // An IPv6 address has colons of its own.
  const listens = host === null ? null : `${host.includes(':') ? `[${host}]` : host}${port === null ? '' : `:${port}`}`
  return (
    <KeyValue
      items={[
        item(t('name'), config.name),
        item(t('registry'), config.registry),
        item(t('version'), config.configVersion),
        item(t('listens'), listens),
        item(t('configDir'), config.configDir),
        item(t('dataDir'), config.dataDir),
      ]}
    />
  )
}
