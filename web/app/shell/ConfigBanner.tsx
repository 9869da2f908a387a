import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
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
