import { Unplug } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { MachineParts } from './MachineParts.tsx'
import { MatchDialog } from './MatchDialog.tsx'
import { MatchSentence } from './MatchSentence.tsx'
import { type Matched, useMachineMatch } from './useMachineMatch.ts'

interface Props {
  readonly at: Endpoint
  /** Undefined where no register is configured: then nothing is said of one. */
  readonly fleet: Endpoint | undefined
}

/** The machine of an xw server, with what the register knows of it. */
export function ServerMachine({ at, fleet }: Props): ReactNode {
  const t = useTranslations('machine')
  if (fleet !== undefined) return <WithFleet at={at} fleet={fleet} />
  return (
    <PageFrame title={inSentence(at.label)} description={t('description')}>
      <MachineParts subjects={[{ at, id: at.id }]} instead={null} />
    </PageFrame>
  )
}

function WithFleet({ at, fleet }: { readonly at: Endpoint; readonly fleet: Endpoint }): ReactNode {
  const t = useTranslations('machine')
  const matched = useMachineMatch(fleet, at)
  const [isChoosing, setChoosing] = useState(false)
  const { match, names } = matched
  const own = { at, id: at.id }
  return (
    <PageFrame
      title={inSentence(at.label)}
      description={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span>
            {t('inRegister', { fleet: inSentence(fleet.label) })} <MatchSentence match={match} names={names} />
          </span>
          <Button size="sm" tone="quiet" onClick={() => setChoosing(true)}>
            {t('match.change')}
          </Button>
        </span>
      }
    >
      <MachineParts
        subjects={match.kind === 'client' ? [own, { at: fleet, id: match.id }] : [own]}
        instead={<Unmatched key="unmatched" fleet={fleet} matched={matched} onChoose={() => setChoosing(true)} />}
      />
      {isChoosing && <MatchDialog at={at} fleet={fleet} match={match} onClose={() => setChoosing(false)} />}
    </PageFrame>
  )
}

interface UnmatchedProps {
  readonly fleet: Endpoint
  readonly matched: Matched
  readonly onChoose: () => void
}

/** Where the GPUs would be: why they are not, and what can be done about it right here. */
function Unmatched({ fleet, matched: { match, names }, onChoose }: UnmatchedProps): ReactNode {
  const t = useTranslations('machine')
  switch (match.kind) {
    case 'client':
    case 'looking':
      return null
    case 'failed':
      return (
        <Panel title={t('section.gpus')}>
          <ProblemNotice problem={match.problem} onRetry={match.retry} isRetrying={match.isRetrying} compact />
        </Panel>
      )
    case 'several':
    case 'none':
      return (
        <Panel title={t('section.gpus')}>
          <EmptyState
            compact
            icon={Unplug}
            title={<MatchSentence match={match} names={names} />}
            action={<Button onClick={onChoose}>{t('match.chooseClient')}</Button>}
          >
            {t('unmatched', { fleet: inSentence(fleet.label) })}
          </EmptyState>
        </Panel>
      )
  }
}
