import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { KeyValue, type KeyValueItem } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { configInfo, configValue } from '../../queriesSettings.ts'
import { type ConfigInfo, type ConfigKey, configKeys } from '../../schema/config.ts'
import { RegistryForm } from './RegistryForm.tsx'
import { ReloadButton } from './ReloadButton.tsx'

/** Each setting of one server: what can be set is a field, and why the others cannot stands beside them. */
export function ServerConfig({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.config')
  const query = useQuery(configInfo(at))
  const mayChange = useMayChange()
  return (
    <Panel title={t('title')} actions={mayChange && <ReloadButton at={at} />}>
      <QueryView query={query}>{(data) => <Settings at={at} config={data} />}</QueryView>
    </Panel>
  )
}

function Settings({ at, config }: { readonly at: Endpoint; readonly config: ConfigInfo }) {
  const t = useTranslations('versions.server')
  const mayChange = useMayChange()
  const [isEditing, setEditing] = useState(false)
  const asked = useQueries({ queries: configKeys.map((key) => configValue(at, key)) })

  const item = (key: ConfigKey, index: number): KeyValueItem => {
    const told = toldOf(config, key)
    const value = told ?? (asked[index]?.data?.value || null)
    const other = asked[index]?.data?.value
    return {
      key,
      label: t(`key.${key}`),
      value: (
        <span className="flex flex-col gap-0.5">
          {/* Right behind the value, however wide the remarks below it are. */}
          <span className="flex min-w-0 items-start gap-1">
            <ServerText text={value} max={300} mono={value !== null} placeholder={t('notTold')} />
            {value !== null && <CopyButton text={value} className="-my-1" />}
          </span>
          {told !== null && other !== undefined && other !== told && (
            <span className="text-xs text-warn">{t('differs', { value: inSentence(other, 200) })}</span>
          )}
          {key !== 'registry' && <span className="text-xs text-ink-3">{t(`fixed.${key}`)}</span>}
          {key === 'registry' && !isEditing && mayChange && (
            <span>
              <Button size="sm" onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
            </span>
          )}
        </span>
      ),
    }
  }
  const version: KeyValueItem = {
    label: t('configVersion'),
    mono: true,
    value: <ServerText text={config.configVersion} max={60} placeholder={t('notTold')} />,
  }
  const [name, registry, ...others] = configKeys.map(item)
  return (
    <>
      <KeyValue items={[name, registry].filter((one) => one !== undefined)} className="border-b border-line" />
      <RegistryForm at={at} current={config.registry} open={isEditing} onClose={() => setEditing(false)} />
      <KeyValue items={[version, ...others]} />
    </>
  )
}

function toldOf(config: ConfigInfo, key: ConfigKey): string | null {
  switch (key) {
    case 'name':
    case 'registry':
    case 'host':
      return config[key]
    case 'port':
      return config.port === null ? null : String(config.port)
    case 'config_dir':
      return config.configDir
    case 'data_dir':
      return config.dataDir
  }
}
