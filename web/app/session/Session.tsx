import type { ReactNode } from 'react'
import { SignInBanner } from './SignInBanner.tsx'
import { useSession } from './useSession.ts'

/**
 * All about the operator's session that goes on whatever page is shown. Not lazy: once a session has ended, code does
 * not come any more either.
 */
export function Session(): ReactNode {
  const session = useSession()
  return session.closed.length > 0 && <SignInBanner {...session} />
}
