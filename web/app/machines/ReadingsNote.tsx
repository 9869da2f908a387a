import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '@/kit/problemText.ts'
import { DataAge } from '@/kit/DataAge.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusLine } from '@/ui/StatusLine.tsx'
import { linkClass } from '@/ui/link.ts'
import type { Pairing } from './chipReadings.ts'
import type { MachineMatch } from './useMachineMatch.ts'

interface Props {
  readonly at: Endpoint
  readonly fleet: Endpoint
  readonly match: MachineMatch
  readonly names: readonly string[]
  /** Null while nothing was measured yet. */
  readonly pairing: Pairing | null
  readonly hasGpus: boolean
  readonly readAt: number | null
  /** Of the last attempt to read. */
  readonly problem: Error | null
  /** By the register's clock; null while the machine is heard of. */
  readonly silentSince: number | null
  readonly name: string | null
}

/** Whose the values on a drawing are, and by which rule; or why there are none. */
export function ReadingsNote({ match, ...props }: Props): ReactNode {
  const t = useTranslations('machine.readings')
  const problemText = useProblemText()
  switch (match.kind) {
    case 'looking':
      return t('looking')
    case 'failed':
      return t('failed', { why: problemText(match.problem).what })
    case 'several':
      return (
        <>
          {t('several', { count: match.candidates.length })} <ChooseLink at={props.at} />
        </>
      )
    case 'none':
      return (
        <>
          {t(`none.${match.why}`, { names: inSentence(props.names.join(', '), 80) })} <ChooseLink at={props.at} />
        </>
      )
    case 'client':
      return <Measured {...props} id={match.id} name={props.name ?? match.name} by={match.by} />
  }
}

function ChooseLink({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('machine.readings')
  return (
    <Link to="/machines/$machine" params={{ machine: at.id }} className={linkClass}>
      {t('choose')}
    </Link>
  )
}

interface MeasuredProps extends Omit<Props, 'match'> {
  readonly id: string
  readonly by: 'hand' | 'name'
}

function Measured({ fleet, id, name, by, pairing, hasGpus, readAt, problem, silentSince }: MeasuredProps): ReactNode {
  const t = useTranslations('machine.readings')
  const f = useFormat()
  const problemText = useProblemText()
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span>
        {t.rich('by', {
          fleet: inSentence(fleet.label),
          client: () => (
            <Link to="/fleet/$client" params={{ client: id }} className={linkClass}>
              <ServerText text={name === null || name.trim() === '' ? id.slice(0, 12) : name} max={40} />
            </Link>
          ),
        })}{' '}
        {t(`rule.${by}`)}
      </span>
      {pairing !== null && !hasGpus && <span>{t('noGpus')}</span>}
      {hasGpus && pairing?.rules.includes('order') && <span>{t('order')}</span>}
      {hasGpus && pairing?.rules.includes('card') && <span>{t('card')}</span>}
      {hasGpus &&
        pairing?.unpaired.map(({ configKey, chips, gpus }) => (
          <StatusLine key={configKey} tone="warn" small>
            {t('unpaired', { type: inSentence(configKey, 40), chips, gpus })}
          </StatusLine>
        ))}
      {silentSince !== null && (
        <StatusLine tone="warn" small>
          {t('silent', { time: f.dateTime(silentSince) })}
        </StatusLine>
      )}
      {isProblem(problem) ? (
        <StatusLine tone="warn" small>
          {t('old', { why: problemText(problem).what })}
        </StatusLine>
      ) : null}
      {readAt !== null && <DataAge at={readAt} />}
    </div>
  )
}
