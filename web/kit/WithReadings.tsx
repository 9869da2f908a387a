import { Suspense, useContext } from 'react'
import type { ReactNode } from 'react'
import { ReadingsContext, noReadings } from './machine.ts'
import type { ReadingsProps } from './machine.ts'

/** Draws with what other backends know of these chips, and without it where nobody knows or it is not there yet. */
export function WithReadings(props: ReadingsProps): ReactNode {
  const source = useContext(ReadingsContext)
  if (source === null) return props.children(noReadings)
  return (
    <Suspense fallback={props.children(noReadings)}>
      <source.Readings {...props} />
    </Suspense>
  )
}
