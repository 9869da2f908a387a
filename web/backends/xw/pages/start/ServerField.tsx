import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { useModelStatus } from '../models/modelStatus.ts'
import { usePull } from '../../pulls/pullList.ts'
import { ChoiceRow } from './ChoiceRow.tsx'
import type { ServerFit } from './serverFits.ts'

interface Props {
  readonly fits: readonly ServerFit[]
  readonly chosen: string | null
  /** The console has chosen it. */
  readonly isProposed: boolean
  readonly onChoose: (server: string) => void
}

/** Which server: which have the model, and chips for it. */
export function ServerField({ fits, chosen, isProposed, onChoose }: Props) {
  const t = useTranslations('starts.form')
  const group = useId()
  return (
    <div className="flex flex-col gap-2">
      <div role="radiogroup" aria-label={t('server')} className="flex flex-col gap-1.5">
        {fits.map((fit) => (
          <ServerRow
            key={fit.at.id}
            fit={fit}
            group={group}
            isChosen={fit.at.id === chosen}
            onChoose={() => onChoose(fit.at.id)}
          />
        ))}
      </div>
      {isProposed && chosen !== null && <p className="text-xs text-ink-3">{t('serverProposed')}</p>}
    </div>
  )
}

interface RowProps {
  readonly fit: ServerFit
  readonly group: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function ServerRow({ fit: { at, on, fitting, free, whyNot }, group, isChosen, onChoose }: RowProps) {
  const t = useTranslations('starts.form')
  const statusOf = useModelStatus()
  const pull = usePull({ server: at.id, model: on?.catalog?.id ?? on?.downloaded?.id ?? '' })
  const status = on === null ? null : statusOf(on.status, pull)
  return (
    <ChoiceRow
      group={group}
      isChosen={isChosen}
      onChoose={onChoose}
      name={<ServerText text={at.label} max={60} />}
      whyNot={whyNot === null ? null : t(`serverWhyNot.${whyNot}`)}
      facts={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
          {status && (
            <StatusBadge tone={status.tone} className="text-xs">
              {status.text}
            </StatusBadge>
          )}
          {t('freeChips', { free, fitting })}
        </span>
      }
    />
  )
}
