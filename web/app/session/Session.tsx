import type { ReactNode } from 'react'
import { DialogNoticeContext } from '@/ui/dialogNoticeContext.ts'
import { SessionContext } from './sessionContext.ts'
import { SignInBanner } from './SignInBanner.tsx'
import { useSession } from './useSession.ts'

/**
 * All about the operator's session that goes on whatever page is shown. Not lazy: once a session has ended, code does
 * not come any more either. Dialogs say it too: they cover the banner, and have what the operator was typing.
 */
export function Session({ children }: { readonly children: ReactNode }): ReactNode {
  const session = useSession()
  return (
    <SessionContext value={session}>
      <DialogNoticeContext value={session.closed.length > 0 && <SignInBanner {...session} isInDialog />}>
        {children}
      </DialogNoticeContext>
    </SessionContext>
  )
}
