import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { consoleConfig } from '../consoleConfig.ts'
import { Banner } from './Banner.tsx'

const ConfigProblems = lazy(async () => {
  const { ConfigProblems: List } = await import('./ConfigProblems.tsx')
  return { default: List }
})

/** Some of `config.json` could not be used; the console works with the rest of it. */
export function ConfigBanner(): ReactNode {
  const t = useTranslations('shell.config')
  const { data: config, refetch, isFetching } = useQuery(consoleConfig())
  if (config?.lastKnownAt !== undefined) return <LastServers at={config.lastKnownAt} />
  if (config === undefined || config.problems.length === 0) return null
  return (
    <Banner
      kind="warning"
      title={t('someTitle', { count: config.problems.length })}
      actions={
        <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
          {t('retry')}
        </Button>
      }
    >
      {t('someIntro')}
      <Disclosure summary={t('details')}>
        <Suspense>
          <ConfigProblems problems={config.problems} />
        </Suspense>
      </Disclosure>
    </Banner>
  )
}

/** `config.json` is out of reach: the servers are those that this browser knew last. It is asked for by itself. */
function LastServers({ at }: { readonly at: number }): ReactNode {
  const t = useTranslations('shell.config')
  const f = useFormat()
  const now = useNow(10_000)
  return (
    <Banner kind="warning" title={t('lastTitle')}>
      {t('lastBody', { time: f.dateTime(at), age: f.ago(at, now) })}
    </Banner>
  )
}
