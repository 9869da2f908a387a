import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { notify } from '@/kit/notifications.tsx'
import { useQuery } from '@tanstack/react-query'
import { useServers } from '@/kit/connections.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { modelHref, startHref } from '../../paths.ts'
import { instances } from '../../queries.ts'
import { remedyOf, type StartRemedy } from '../../schema/startRefusal.ts'
import { useFailureText } from '../../starts/failureText.ts'
import { useStartNames } from '../../starts/startNames.ts'
import type { StartFailure, StartState } from '../../starts/startState.ts'
import { useStartEngine } from '../../starts/startStore.ts'
import { AddressLink } from '../AddressLink.tsx'
import { useRemoveAndStart } from './useRemoveAndStart.ts'

interface Props {
  readonly start: StartState
  readonly reason: StartFailure
}

/** Why a start came to nothing, the server's own words, and what to try, to be done from here. */
export function StartFailureView({ start, reason }: Props) {
  const t = useTranslations('starts')
  const { what, advice, words } = useFailureText()(start, reason)
  const remedy = remedyFor(reason)
  const mayChange = useMayChange()
  const at = useServers('xw').find(({ id }) => id === start.server)
  return (
    <div role="alert" className="flex min-w-0 flex-col gap-2 border-s-2 border-s-bad ps-3 text-sm">
      <p className="wrap-anywhere">{what}</p>
      {words !== null && (
        <p className="text-ink-2">
          {t('failed.said')} <ServerText text={words} max={600} />
        </p>
      )}
      <p className="text-ink-2">{advice}</p>
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          {remedy === 'start-again' && <StartAgain start={start} />}
          {remedy === 'remove-and-start' && at !== undefined && <RemoveAndStart start={start} at={at} />}
          {remedy === 'pull' && (
            <AddressLink href={modelHref(start.modelId, start.server)} className={buttonClass({ size: 'sm' })}>
              {t('remedy.pull')}
            </AddressLink>
          )}
          <AddressLink
            href={startHref({ server: start.server, model: start.modelId, like: start.alias })}
            className={buttonClass({ size: 'sm' })}
          >
            {t('remedy.form')}
          </AddressLink>
        </div>
      )}
    </div>
  )
}

function remedyFor(reason: StartFailure): StartRemedy {
  switch (reason.kind) {
    case 'server-said':
      return remedyOf[reason.read.kind]
    case 'refused':
      return reason.read === null || reason.read.kind === 'other' ? 'start-again' : remedyOf[reason.read.kind]
    case 'lost-preparing':
    case 'left-preparing':
    case 'never-appeared':
      return 'start-again'
    case 'ended':
      return 'remove-and-start'
    case 'gone':
    case 'replaced':
    case 'not-ready':
    case 'not-removed':
      return 'look'
  }
}

function StartAgain({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts')
  const engine = useStartEngine()
  const names = useStartNames()(start)
  const begin = async () => {
    const { server, alias, modelId, request, deviceType, chips } = start
    const begun = await engine.begin({
      server,
      alias,
      modelId,
      request,
      deviceType,
      chips,
      replaces: null,
      afterPull: false,
    })
    if (begun !== 'started') notify({ tone: 'info', title: t(`begun.${begun}`, names) })
  }
  return (
    <Button size="sm" tone="primary" icon={RotateCcw} onClick={() => void begin()}>
      {t('remedy.again')}
    </Button>
  )
}

function RemoveAndStart({ start, at }: { readonly start: StartState; readonly at: Endpoint }) {
  const t = useTranslations('starts')
  const { data } = useQuery(instances(at))
  const removeAndStart = useRemoveAndStart()
  const inTheWay = data?.find(({ alias, id }) => alias === start.alias || id === start.alias)
  return (
    <Button
      size="sm"
      tone="danger"
      icon={RotateCcw}
      disabledReason={inTheWay === undefined ? t('remedy.nothingToRemove') : null}
      onClick={() => {
        if (inTheWay) void removeAndStart(at, inTheWay, { ...start, afterPull: false })
      }}
    >
      {t('remedy.removeAndStart')}
    </Button>
  )
}
