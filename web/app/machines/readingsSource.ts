import { lazy } from 'react'
import type { ReactNode } from 'react'
import { noReadings } from '@/kit/machine.ts'
import type { ReadingsProps, ReadingsSource } from '@/kit/machine.ts'

/** A drawing does without, as after an update of the console: its file is gone then. */
function WithoutReadings({ children }: ReadingsProps): ReactNode {
  return children(noReadings)
}

export const readingsSource: ReadingsSource = {
  Readings: lazy(async () => {
    try {
      return { default: (await import('./Readings.tsx')).Readings }
    } catch {
      return { default: WithoutReadings }
    }
  }),
}
