import { useCallback } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Instance } from '../../schema/instance.ts'
import { isRunning, useConditionOf } from '../conditions.ts'

/** Whether something of an instance runs on its server, as of a clock that seldom moves. */
export function useIsRunning(): (at: Endpoint, instance: Instance) => boolean {
  const conditionOf = useConditionOf(30_000)
  return useCallback((at, instance) => isRunning(conditionOf(at, instance)), [conditionOf])
}
