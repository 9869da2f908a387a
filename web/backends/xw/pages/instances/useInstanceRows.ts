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
}

/** Instances of servers with their conditions, which move on with the clock. */
export function useInstanceRows(
  answers: readonly Pick<JoinedRow<InstanceList>, 'at' | 'data' | 'isKept'>[],
): readonly InstanceRow[] {
  const conditionOf = useConditionOf()
  return useMemo(
    () =>
      answers.flatMap(({ at, data, isKept = isLastKnown(data) }) =>
        data.map((instance): InstanceRow => ({
          at,
          instance,
          condition: conditionOf(at, instance),
          ...(isKept && { isKept }),
        })),
      ),
    [answers, conditionOf],
  )
}
