import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { probeOf, useReachability } from './reachability.ts'
import { ToldAbove } from './toldAbove.ts'

interface Props {
  /** All that the page is about; keep it stable. */
  readonly servers: readonly Endpoint[]
  readonly children: ReactNode
}

/**
 * A page whose parts each ask the same server: that it does not answer is said once, above them. Parts that have an
 * answer of before say how old it is, and the others that they wait.
 */
export function TroubleAbove({ servers, children }: Props): ReactNode {
  return (
    <>
      {servers.map((at) => (
        <Trouble key={`${at.kind}/${at.id}`} at={at} />
      ))}
      <ToldAbove value={servers}>{children}</ToldAbove>
    </>
  )
}

function Trouble({ at }: { readonly at: Endpoint }): ReactNode {
  const { state, lastProblem } = useReachability(at)
  const queryClient = useQueryClient()
  const probe = probeOf(queryClient, at)
  const isAsked = useIsFetching({ predicate: (query) => query === probe }) > 0
  if (state !== 'down' || lastProblem === null) return null
  return (
    <ProblemNotice
      problem={lastProblem}
      // Whatever waits is asked again by itself once this is answered.
      onRetry={probe && (() => void probe.fetch(undefined, { cancelRefetch: true }).catch(() => undefined))}
      isRetrying={isAsked}
    />
  )
}
