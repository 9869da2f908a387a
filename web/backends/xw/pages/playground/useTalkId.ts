import { useEffect, useState } from 'react'
import { talks, useTalks } from '../../talks/talks.ts'

interface TalkId {
  /** Undefined while it is being read. */
  readonly id: string | undefined
  /** This browser has no such conversation: the latest is shown in its place. */
  readonly isMissing: boolean
}

/** The conversation of the address; without one there, a new one. */
export function useTalkId(wanted: string | undefined): TalkId {
  // Before anything listens: whoever comes back to the page begins anew, with what was typed and not sent.
  useState(() => talks().begin())
  const latest = useTalks((state) => state.latest)
  const isOpen = useTalks(({ open }) => wanted !== undefined && wanted in open)
  const [missing, setMissing] = useState<string | null>(null)

  useEffect(() => {
    if (wanted === undefined) return undefined
    let isCurrent = true
    const read = async () => {
      const isThere = await talks().open(wanted)
      if (isCurrent) setMissing(isThere ? null : wanted)
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [wanted])

  if (wanted === undefined) return { id: latest, isMissing: false }
  if (isOpen) return { id: wanted, isMissing: false }
  return missing === wanted ? { id: latest, isMissing: true } : { id: undefined, isMissing: false }
}
