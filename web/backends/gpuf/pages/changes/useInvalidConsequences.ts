import { useTranslations } from 'use-intl'
import type { Question } from '@/kit/confirm.tsx'
import type { PlannedEdit } from '../../bulk/bulkPlan.ts'
import { clientNameInSentence } from '../clientName.ts'

const NAMED = 8

/** The question before clients disappear from every list: which, and what that means. */
export function useInvalidConsequences(): (edits: readonly PlannedEdit[]) => Question {
  const t = useTranslations('changes.invalid')
  return (edits) => {
    const named = edits.slice(0, NAMED).map(({ clientId, name }) => {
      const shown = clientNameInSentence({ id: clientId, name })
      return `${shown} (${clientId})`
    })
    return {
      title: t('confirmManyTitle', { count: edits.length }),
      consequences: [
        ...named,
        ...(edits.length > NAMED ? [t('consequences.more', { count: edits.length - NAMED })] : []),
        t('consequences.listsMany'),
        t('consequences.agentMany'),
        t('consequences.backMany'),
      ],
      confirmLabel: t('confirm'),
      tone: 'danger',
    }
  }
}
