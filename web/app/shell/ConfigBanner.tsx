import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { consoleConfig } from '../consoleConfig.ts'
import { Banner } from './Banner.tsx'

/** Few sites have any. */
const ConfigProblemsBanner = lazy(async () => {
  const [{ ConfigProblemsBanner: Part }] = await Promise.all([import('./ConfigProblemsBanner.tsx'), preloadPageWords()])
  return { default: Part }
})

/** Some of `config.json` could not be used, or none of it is to be had; the console works with what there is. */
export function ConfigBanner(): ReactNode {
  const { data: config } = useQuery(consoleConfig())
  if (config?.lastKnownAt !== undefined) return <LastServers at={config.lastKnownAt} />
  if (config === undefined || config.problems.length === 0) return null
  return (
    <Suspense>
      <ConfigProblemsBanner />
    </Suspense>
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
