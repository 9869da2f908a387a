import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { ChoiceRow } from './ChoiceRow.tsx'
import type { StartPlan } from './startPlan.ts'

interface Props {
  readonly at: Endpoint
  readonly plan: StartPlan
  readonly onChoose: (engine: string) => void
}

/** With which engine, of those that the model names for the chips of this server. */
export function EngineField({ at, plan: { engines, engine }, onChoose }: Props) {
  const t = useTranslations('starts.form')
  const group = useId()
  if (engines.length === 0) {
    return <p className="text-sm text-ink-2">{t('noEngine', { server: inSentence(at.label) })}</p>
  }
  return (
    <div role="radiogroup" aria-label={t('engine')} className="grid gap-1.5 lg:grid-cols-2">
      {engines.map((choice) => (
        <ChoiceRow
          key={choice.key}
          group={group}
          isChosen={choice.key === engine?.key}
          onChoose={() => onChoose(choice.key)}
          name={
            <>
              <ServerText text={choice.engine} max={40} />
              {choice.mode !== 'docker' && <ServerText text={choice.mode} max={20} className="ms-2 text-ink-3" />}
            </>
          }
          whyNot={choice.isChoosable ? null : t('nativeWhyNot')}
          facts={t('engineOn', { type: inSentence(choice.deviceType, 40) })}
        />
      ))}
    </div>
  )
}
