import { useMemo } from 'react'
import { useMessages, useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { ActivityEntry, ActivityOutcome, ActivityOutcomeKind } from './activityEntry.ts'
import type { ActivityGroupRow } from './activityRows.ts'

export interface ActivityWords {
  /** `Stop instance chat-large`; without the server. */
  readonly what: (entry: Pick<ActivityEntry, 'operation' | 'target'>) => string
  readonly outcome: (kind: ActivityOutcomeKind) => string
  /** `Stop 20 instances` */
  readonly group: (row: Pick<ActivityGroupRow, 'group' | 'count'>) => string
  /** `18 done, 2 refused` */
  readonly tally: (row: Pick<ActivityGroupRow, 'tally'>) => string
  /** What it means, in a sentence. */
  readonly said: (outcome: ActivityOutcome) => string
  readonly operation: (operation: string) => string
  /** Most changes take less than a second. */
  readonly took: (tookMs: number | null) => string
}

/** Entries in the operator's words. */
export function useActivityWords(): ActivityWords {
  const t = useTranslations('activity')
  const f = useFormat()
  const { operations } = useMessages().problem
  const { whats, groups } = useMessages().activity
  return useMemo(() => {
    const operation = (name: string): string => {
      const key = name.replace('.', '_')
      return isKey(operations, key) ? operations[key] : name
    }
    return {
      operation,
      what: ({ operation: name, target }) => {
        const key = name.replace('.', '_')
        if (!isKey(whats, key)) return operation(name)
        return t(`whats.${key}`, { target: target ?? t(key === 'xw_update' ? 'newest' : 'something') })
      },
      took: (tookMs) => (tookMs !== null && tookMs < 1_000 ? t('ms', { n: tookMs }) : f.duration(tookMs)),
      outcome: (kind) => t(`is.${kind}`),
      group: ({ group: { kind }, count }) => {
        const key = kind.replace('.', '_')
        return t(`groups.${isKey(groups, key) ? key : 'other'}`, { count })
      },
      tally: ({ tally }) => f.list(tally.map(({ kind, count }) => t(`tally.${kind}`, { count }))),
      said: (outcome) => {
        if (outcome.kind !== 'refused') return t(`said.${outcome.kind}`)
        return outcome.status < 400 ? t('said.failed') : t('said.refused', { status: String(outcome.status) })
      },
    }
  }, [t, f, operations, whats, groups])
}

function isKey<T extends object>(catalog: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(catalog, key)
}
