import { use } from 'react'
import type { ReactNode } from 'react'
import { SessionContext } from './sessionContext.ts'
import { SignInBanner } from './SignInBanner.tsx'

/** Where a session that has ended is said on the page. */
export function SessionBanner(): ReactNode {
  const session = use(SessionContext)
  return session !== null && session.closed.length > 0 && <SignInBanner {...session} />
}
