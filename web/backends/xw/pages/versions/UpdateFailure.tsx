import { useTranslations } from 'use-intl'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { currentStep, type FailReason, type ServerUpdate, type UpdateStep } from '../../updates/updateRun.ts'

interface Props {
  readonly one: ServerUpdate
  /** Fit for a sentence. */
  readonly name: string
}

/** At which step it failed, why, and what to do. Nothing where nothing did. */
export function UpdateFailure({ one, name }: Props) {
  const t = useTranslations('versions.run')
  const step = currentStep(one)
  const state = step === null ? undefined : one.steps[step]
  if (step === null || state?.kind !== 'failed') return null
  const { why, problem, words } = state
  const to = inSentence(one.to, 40)
  return (
    <div className="flex flex-col gap-2">
      {why === 'refused' && problem !== null ? (
        <ProblemNotice compact problem={problem} />
      ) : (
        <p role="alert" className="text-bad">
          {sentence(why, words)}
        </p>
      )}
      {why !== 'not-set' && why !== 'still-old' && words !== null && (
        <blockquote className="border-s-2 border-line-strong ps-3">
          <ServerText text={words} max={2000} block />
        </blockquote>
      )}
      <p className="text-ink-2">{next(why, step)}</p>
    </div>
  )

  function sentence(reason: FailReason, said: string | null): string {
    switch (reason) {
      case 'not-back':
      case 'elsewhere':
        return t(`failed.${reason}`, { server: name })
      case 'not-set':
        return t('failed.not-set', { version: inSentence(said ?? '–', 40) })
      case 'still-old':
        return said === null ? t('failed.still-old-unknown') : t('failed.still-old', { version: inSentence(said, 40) })
      case 'said-no':
      case 'refused':
        return t(`failed.${reason}`)
    }
  }

  function next(reason: FailReason, at: UpdateStep): string {
    if (reason === 'not-back') return t('next.notBack')
    if (reason === 'elsewhere') return t('next.elsewhere')
    return t(`next.${at}`, { to })
  }
}
