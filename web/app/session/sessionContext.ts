import { createContext } from 'react'
import type { SessionState } from './useSession.ts'

/** The session as all of the frame shares it; null outside of it. */
export const SessionContext = createContext<SessionState | null>(null)
