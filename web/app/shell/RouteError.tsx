import { Link, useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { stackOf } from '../stackOf.ts'
import { isStaleChunk } from '../staleChunk.ts'

/** In place of a page that failed: our own bug, or a part of it that did not load. All around it goes on. */
export function RouteError({ error, reset }: ErrorComponentProps): ReactNode {
  const t = useTranslations('shell.routeError')
  const router = useRouter()
  const stale = isStaleChunk(error)
  const servers = useConnections((state) => state.servers)
  const isSignedOut = useReachabilityOfAll(servers).some(({ state }) => state === 'sign-in')
  const mustReload = stale && !isSignedOut
  const again = () => {
    reset()
    void router.invalidate()
  }
  const details = maskSecrets(`${stackOf(error)}\n\n${window.location.href}\n${navigator.userAgent}`)

  return (
    <PageFrame title={stale ? t('staleTitle') : t('title')}>
      <div role="alert" className="max-w-2xl">
        <p className="text-ink-2">
          {stale ? t(isSignedOut ? 'staleSignedOut' : navigator.onLine ? 'staleBody' : 'staleOffline') : t('body')}
        </p>
        <div className="mt-4 flex flex-wrap gap-2">
          {/* A version that is gone from the server does not come back by asking again. */}
          <Button tone={mustReload ? 'default' : 'primary'} onClick={again}>
            {t('again')}
          </Button>
          <Button tone={mustReload ? 'primary' : 'default'} onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
          <Link to="/" className={buttonClass()}>
            {t('overview')}
          </Link>
        </div>
      </div>
      <Disclosure summary={t('details')} className="mt-6">
        <pre className="rounded-md border border-line bg-surface p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
          {details}
        </pre>
        <CopyButton text={details} label={t('copy')} className="mt-2" />
      </Disclosure>
    </PageFrame>
  )
}
