import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Delayed } from '@/kit/Delayed.tsx'
import type { Joined } from '@/kit/joined.ts'
import { useJoined } from '@/kit/joined.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass } from '@/ui/link.ts'
import { models } from '../../queries.ts'
import type { DeviceList } from '../../schema/device.ts'
import { ServerLink } from '../ServerLink.tsx'
import { type ModelsHere, modelsHere } from './modelsHere.ts'
import { TypeBadges } from './TypeBadges.tsx'

interface Props {
  readonly servers: readonly Endpoint[]
  readonly chips: Joined<DeviceList>
}

/** Which models of the catalogue run on what is here. */
export function ModelsHerePanel({ servers, chips }: Props) {
  const t = useTranslations('devices.modelsHere')
  const kit = useTranslations('kit')
  const f = useFormat()
  const catalogues = useJoined(servers, models)
  const here = useMemo(() => modelsHere(chips.rows, catalogues.rows), [chips.rows, catalogues.rows])
  // Their failures are told above, where the chips are.
  const silent = servers.filter(({ id }) => !here.servers.some(({ at }) => at.id === id))
  const isWaiting = catalogues.isLoading || chips.isLoading
  return (
    <Panel title={t('title')} description={t('description')}>
      {isWaiting ? (
        <Delayed>
          <Skeleton rows={3} label={kit('loading')} />
        </Delayed>
      ) : here.types.length === 0 && here.nowhere.length === 0 ? (
        <EmptyState compact title={t('none')} />
      ) : (
        <Lists here={here} />
      )}
      {!isWaiting && silent.length > 0 && (
        <p className="mt-3 text-xs text-ink-3">
          {t('notCounted', { servers: f.list(silent.map(({ label }) => inSentence(label))) })}
        </p>
      )}
    </Panel>
  )
}

function Lists({ here: { types, servers, nowhere } }: { readonly here: ModelsHere }) {
  const t = useTranslations('devices.modelsHere')
  return (
    <div className="grid gap-x-8 gap-y-3 text-sm lg:grid-cols-2">
      <div>
        <h3 className="mb-1 text-xs font-medium text-ink-3">{t('byType')}</h3>
        <ul className="divide-y divide-line">
          {types.map(({ type, servers: on, models: list }) => (
            <li key={type} className="py-1.5">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <Badge mono>
                  <ServerText text={type} max={40} />
                </Badge>
                <span className="text-xs text-ink-3">
                  {t('chips', { chips: on.reduce((sum, { chips }) => sum + chips, 0) })}
                </span>
                {on.map(({ at }) => (
                  <span key={at.id} className="text-xs">
                    <ServerLink at={at} className="text-ink-2 hover:underline" />
                  </span>
                ))}
              </div>
              <ModelLinks models={list} />
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="mb-1 text-xs font-medium text-ink-3">{t('byServer')}</h3>
        <ul className="divide-y divide-line">
          {servers.map(({ at, types: has, models: list }) => (
            <li key={at.id} className="py-1.5">
              <div className="flex flex-wrap items-baseline gap-x-2">
                <ServerLink at={at} />
                <TypeBadges types={has} none={t('noChips')} />
              </div>
              <ModelLinks models={list} server={at.id} />
            </li>
          ))}
          {nowhere.length > 0 && (
            <li className="py-1.5">
              <p className="font-medium">{t('nowhere')}</p>
              <Disclosure summary={t('count', { count: nowhere.length })} className="mt-1">
                <ul className="space-y-1">
                  {nowhere.map(({ model, needs }) => (
                    <li key={model} className="flex flex-wrap items-baseline gap-x-2">
                      <ModelLink model={model} />
                      <span className="text-xs text-ink-3">
                        {t('needs')} <ServerText text={needs.join(', ')} max={100} placeholder={t('needsUnknown')} />
                      </span>
                    </li>
                  ))}
                </ul>
              </Disclosure>
            </li>
          )}
        </ul>
      </div>
    </div>
  )
}

interface LinksProps {
  readonly models: readonly string[]
  readonly server?: string
}

function ModelLinks({ models: list, server }: LinksProps) {
  const t = useTranslations('devices.modelsHere')
  if (list.length === 0) return <p className="text-ink-3">{t('noModels')}</p>
  return (
    <Disclosure summary={t('count', { count: list.length })} className="mt-1">
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {list.map((model) => (
          <li key={model} className="min-w-0">
            <ModelLink model={model} server={server} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

function ModelLink({ model, server }: { readonly model: string; readonly server?: string | undefined }) {
  return server === undefined ? (
    <Link to="/models/$model" params={{ model }} className={linkClass}>
      <ServerText text={model} max={60} />
    </Link>
  ) : (
    <Link to="/xw/$server/models/$model" params={{ server, model }} className={linkClass}>
      <ServerText text={model} max={60} />
    </Link>
  )
}
