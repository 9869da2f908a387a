import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { useLatest } from '@/ui/useLatest.ts'
import { readAgain } from '../queriesAgain.ts'

interface LookAgain {
  /** Reads these anew, and tells whether what is about to be sent is still what was meant. */
  readonly look: (queryKeys: readonly QueryKey[]) => Promise<boolean>
  readonly isLooking: boolean
  /** The last look found something else; it is on screen now. */
  readonly hasChanged: boolean
}

/**
 * For what is sent on the strength of what a page shows: that may be half a minute old, and others act too.
 *
 * @param meant all that the operator has agreed to, as text
 */
export function useLookAgain(meant: string): LookAgain {
  const queryClient = useQueryClient()
  const latest = useLatest(meant)
  const [isLooking, setLooking] = useState(false)
  const [found, setFound] = useState<string | null>(null)
  const look = async (queryKeys: readonly QueryKey[]): Promise<boolean> => {
    setLooking(true)
    await readAgain(queryClient, queryKeys)
    // What came is told in this turn, and must be drawn before it can be compared.
    await new Promise((resolve) => setTimeout(resolve))
    flushSync(() => setLooking(false))
    const isSame = latest() === meant
    setFound(isSame ? null : latest())
    return isSame
  }
  return { look, isLooking, hasChanged: found === meant }
}
