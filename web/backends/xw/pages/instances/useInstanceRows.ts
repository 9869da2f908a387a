import { useMemo } from 'react'
import type { JoinedRow } from '@/kit/joined.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Instance, InstanceCondition, InstanceList } from '../../schema/instance.ts'
import { useConditionOf } from '../conditions.ts'

export interface InstanceRow {
  readonly at: Endpoint
  readonly instance: Instance
  readonly condition: InstanceCondition
  /** Its condition is of before this page was loaded. */
  readonly isKept?: boolean
  /** When that was said. */
  readonly keptAt?: number
}

/** Instances of servers with their conditions, which move on with the clock as long as their servers answer. */
export function useInstanceRows(
  answers: readonly Pick<JoinedRow<InstanceList>, 'at' | 'data' | 'updatedAt' | 'isKept'>[],
): readonly InstanceRow[] {
  const conditionOf = useConditionOf()
  return useMemo(
    () =>
      answers.flatMap(({ at, data, updatedAt, isKept = isLastKnown(data, updatedAt) }) =>
        data.map((instance): InstanceRow => ({
          at,
          instance,
          condition: conditionOf(at, instance, isKept ? updatedAt : undefined),
          ...(isKept && { isKept, keptAt: updatedAt }),
        })),
      ),
    [answers, conditionOf],
  )
}
