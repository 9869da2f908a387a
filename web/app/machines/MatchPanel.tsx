import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { HrefLink } from '../HrefLink.tsx'
import { machineHref } from '@/kit/machine.ts'
import { MatchDialog } from './MatchDialog.tsx'
import { MatchSentence } from './MatchSentence.tsx'
import { setMatchByName, useMatchPreferences } from './matchStore.ts'
import { useMachineMatch } from './useMachineMatch.ts'

/** Settings: which xw server and which client of the register are one machine. */
export function MatchPanel(): ReactNode {
  const t = useTranslations('machine.match')
  const servers = useServers('xw')
  const [fleet] = useServers('gpuf')
  const byName = useMatchPreferences((preferences) => preferences.byName)
  if (fleet === undefined || servers.length === 0) return null
  return (
    <Panel title={t('settings.title')} description={t('settings.description')}>
      <Checkbox
        label={t('settings.byName')}
        description={t('settings.byNameHint')}
        checked={byName}
        onCheckedChange={setMatchByName}
      />
      <ul aria-label={t('settings.caption')} className="mt-3 divide-y divide-line border-t border-line text-sm">
        {servers.map((at) => (
          <Row key={at.id} at={at} fleet={fleet} />
        ))}
      </ul>
    </Panel>
  )
}

function Row({ at, fleet }: { readonly at: Endpoint; readonly fleet: Endpoint }): ReactNode {
  const t = useTranslations('machine.match')
  const { match, names } = useMachineMatch(fleet, at)
  const [isChoosing, setChoosing] = useState(false)
  return (
    <li className="grid items-center gap-x-4 gap-y-1 py-1.5 sm:grid-cols-[minmax(8rem,14rem)_1fr]">
      <HrefLink href={machineHref(at.id)} className={quietLinkClass}>
        <ServerText text={at.label} max={60} />
      </HrefLink>
      <div className="flex min-w-0 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 text-ink-2">
          <MatchSentence match={match} names={names} />
        </span>
        <Button
          size="sm"
          aria-label={t('changeOf', { server: inSentence(at.label) })}
          onClick={() => setChoosing(true)}
        >
          {t('change')}
        </Button>
      </div>
      {isChoosing && <MatchDialog at={at} fleet={fleet} match={match} onClose={() => setChoosing(false)} />}
    </li>
  )
}
