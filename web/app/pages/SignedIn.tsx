import { useTranslations } from 'use-intl'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { openSessionNews } from '../session/sessionNews.ts'

/** The end of a sign-in in a tab of its own: the tab that asked for it hears of it at once. */
export function SignedIn(): ReactNode {
  const t = useTranslations('session.signedIn')
  const user = useConnections((state) => state.user)
  useEffect(() => {
    const news = openSessionNews(() => undefined)
    news.tell({ user })
    return () => news.close()
  }, [user])
  return (
    <PageFrame title={t('title')}>
      <div className="max-w-prose space-y-2 text-sm text-ink-2">
        {user !== null && (
          <p>{t.rich('as', { user: () => <ServerText text={user} max={120} className="font-medium text-ink" /> })}</p>
        )}
        <p>{t('body')}</p>
      </div>
    </PageFrame>
  )
}
