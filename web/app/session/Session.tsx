import type { ReactNode } from 'react'
import { SignInBanner } from './SignInBanner.tsx'
import { useSession } from './useSession.ts'

/** All about the operator's session that goes on whatever page is shown. */
export function Session(): ReactNode {
  const session = useSession()
  return session.closed.length > 0 && <SignInBanner {...session} />
}
