import { useTranslations } from 'use-intl'
import { LastKnown } from '@/kit/LastKnown.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { goesOn, usePull } from '../../pulls/pullList.ts'
import type { ModelOnServer } from './modelRows.ts'
import { useModelStatus } from './modelStatus.ts'

interface Props {
  readonly model: string
  readonly on: readonly ModelOnServer[]
}

const LISTED = 3

/** Which servers have a model and how it stands there. Of many, what is downloaded or moves comes first. */
export function ModelServers({ model, on }: Props) {
  const t = useTranslations('models')
  // A few keep their order, so that one server stands below itself in all rows.
  const first = on.length <= LISTED ? on : on.toSorted((a, b) => rank(a) - rank(b)).slice(0, LISTED)
  return (
    <span className="flex max-w-56 min-w-0 flex-wrap gap-x-3 gap-y-0.5">
      {first.map((one) => (
        <OneServer key={one.at.id} model={model} on={one} isAlone={on.length === 1} />
      ))}
      {on.length > LISTED && (
        <span className="text-xs text-ink-3">{t('moreServers', { count: on.length - LISTED })}</span>
      )}
    </span>
  )
}

function rank({ status }: ModelOnServer): number {
  return status === 'downloaded' ? 0 : status === 'not_downloaded' ? 2 : 1
}

interface OneServerProps {
  readonly model: string
  readonly on: ModelOnServer
  readonly isAlone: boolean
}

function OneServer({ model, on, isAlone }: OneServerProps) {
  const t = useTranslations('models')
  const f = useFormat()
  const statusOf = useModelStatus()
  const pull = usePull({ server: on.at.id, model })
  const { tone, text, hint } = statusOf(on.status, pull)
  const server = inSentence(on.at.label, 24)
  const full = t('statusOn', { server, status: text })
  // With several servers the badge's shape and hint say the status; its words would not fit beside each other.
  const percent = pull && goesOn(pull) ? pull.percent : null
  return (
    <span className="max-w-full min-w-0" title={hint === undefined ? full : `${full}. ${hint}`}>
      <LastKnown when={on.isKept ?? false}>
        <StatusBadge tone={tone} className="text-xs">
          {isAlone ? (
            full
          ) : (
            <>
              <span aria-hidden>
                {server}
                {percent === null ? '' : ` ${f.percent(percent)}`}
              </span>
              <span className="sr-only">{full}</span>
            </>
          )}
        </StatusBadge>
      </LastKnown>
    </span>
  )
}
