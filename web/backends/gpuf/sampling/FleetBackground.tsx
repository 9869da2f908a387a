import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { watchChanges } from './changeWatch.ts'
import { isPlanKept, useSamplingWanted } from './samplingWanted.ts'

/** What goes on for the fleet whatever page is shown. Its code is loaded when there is something to do. */
export function FleetBackground(): null {
  const [isKept] = useState(isPlanKept)
  const isSampling = useSamplingWanted(({ isWanted }) => isWanted) || isKept
  const queryClient = useQueryClient()

  useEffect(() => {
    if (isSampling) void begin()
  }, [isSampling])

  useEffect(() => watchChanges(queryClient), [queryClient])
  return null
}

async function begin(): Promise<void> {
  try {
    const { ensureSampling } = await import('./samplingWork.ts')
    ensureSampling()
  } catch {
    // The file is gone, as after an update: the client page says that nothing is being sampled.
  }
}
