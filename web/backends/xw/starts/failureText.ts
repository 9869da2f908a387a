import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '@/kit/problemText.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { ReadStartRefusal } from '../schema/startRefusal.ts'
import type { StartFailure, StartState } from './startState.ts'
import { useStartNames } from './startNames.ts'

interface FailureText {
  /** What has happened. */
  readonly what: string
  /** What to try. */
  readonly advice: string
  /** The server's own words, as they came; null where it had none. */
  readonly words: string | null
}

/** Why a start failed, in the operator's words. */
export function useFailureText(): (
  start: Pick<StartState, 'server' | 'alias' | 'modelId'>,
  reason: StartFailure,
) => FailureText {
  const t = useTranslations('starts')
  const f = useFormat()
  const problemText = useProblemText()
  const namesOf = useStartNames()

  return useMemo(
    () => (start, reason) => {
      const names = namesOf(start)
      const refused = ({ kind, facts }: ReadStartRefusal): Omit<FailureText, 'words'> => {
        const values = {
          ...names,
          requested: inSentence(facts['requested'] ?? '?'),
          available: inSentence(facts['available'] ?? '?'),
          index: inSentence(facts['index'] ?? '?'),
        }
        return { what: t(`refused.${kind}.what`, values), advice: t(`refused.${kind}.advice`) }
      }
      switch (reason.kind) {
        case 'server-said':
          return { ...refused(reason.read), words: reason.words }
        case 'refused': {
          if (reason.read !== null && reason.read.kind !== 'other') {
            return { ...refused(reason.read), words: wordsOf(reason.problem) }
          }
          const { what, tries, words } = problemText(reason.problem)
          return { what, advice: tries[0] ?? t('failed.nothingStarted'), words }
        }
        case 'lost-preparing': {
          const why = reason.problem === null ? '' : problemText(reason.problem).what
          return { what: t('failed.lostPreparing', { why }), advice: t('failed.lostPreparingAdvice'), words: null }
        }
        case 'left-preparing':
          return { what: t('failed.leftPreparing'), advice: t('failed.lostPreparingAdvice'), words: null }
        case 'never-appeared':
          return { what: t('failed.neverAppeared', names), advice: t('failed.neverAppearedAdvice'), words: null }
        case 'ended': {
          const what = reason.code === null ? t('failed.ended') : t('failed.endedWith', { code: String(reason.code) })
          return { what, advice: t('failed.endedAdvice'), words: reason.words }
        }
        case 'gone':
          return {
            what: t(reason.isListEmpty ? 'failed.goneEmpty' : 'failed.gone', names),
            advice: t(reason.isListEmpty ? 'failed.goneEmptyAdvice' : 'failed.goneAdvice'),
            words: null,
          }
        case 'replaced':
          return {
            what: t('failed.replaced', { ...names, id: inSentence(reason.now.id) }),
            advice: t('failed.replacedAdvice'),
            words: null,
          }
        case 'not-ready':
          return {
            what: t('failed.notReady', { duration: f.duration(reason.afterMs) }),
            advice: t('failed.notReadyAdvice'),
            words: null,
          }
        case 'not-removed': {
          if (reason.now !== null) {
            const other = { ...names, id: inSentence(reason.now.id), model: inSentence(reason.now.modelId) }
            return { what: t('failed.notRemovedReplaced', other), advice: t('failed.notRemovedAdvice'), words: null }
          }
          if (reason.problem === null) {
            return { what: t('failed.notRemovedEmpty', names), advice: t('failed.goneEmptyAdvice'), words: null }
          }
          const { what, words } = problemText(reason.problem)
          return { what: t('failed.notRemoved', { ...names, why: what }), advice: t('failed.notRemovedAdvice'), words }
        }
      }
    },
    [t, f, problemText, namesOf],
  )
}

function wordsOf({ facts }: Extract<StartFailure, { readonly kind: 'refused' }>['problem']): string | null {
  return facts.kind === 'server' ? (facts.words ?? null) : null
}
