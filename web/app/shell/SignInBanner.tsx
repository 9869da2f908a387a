import { useQueryClient } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { Banner } from './Banner.tsx'
import { signInUrl } from './signInUrl.ts'

/** A proxy in front of a server has ended the operator's session: 401, 403, or its sign-in page in place of JSON. */
export function SignInBanner(): ReactNode {
  const t = useTranslations('shell.signIn')
  const f = useFormat()
  const queryClient = useQueryClient()
  const servers = useConnections((state) => state.servers)
  const states = useReachabilityOfAll(servers)
  const [busy, setBusy] = useState(false)
  const closed = servers.filter((_, index) => states[index]?.state === 'sign-in')
  if (closed.length === 0) return null

  const names = closed.map(({ label }) => inSentence(label, 40))
  const retry = async () => {
    setBusy(true)
    await Promise.all(closed.map(({ kind, id }) => queryClient.refetchQueries({ queryKey: [kind, id] })))
    setBusy(false)
  }
  return (
    <Banner
      kind="sign-in"
      title={t('title', { count: closed.length, names: f.list(names) })}
      actions={
        <>
          {closed.map((at, index) => (
            <a
              key={`${at.kind}/${at.id}`}
              href={signInUrl(at, document.baseURI)}
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ tone: index === 0 ? 'primary' : 'default', size: 'sm' })}
            >
              {t('open', { name: names[index] ?? '' })}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          ))}
          <Button size="sm" busy={busy} onClick={() => void retry()}>
            {t('retry')}
          </Button>
        </>
      }
    >
      {t('body')}
    </Banner>
  )
}
