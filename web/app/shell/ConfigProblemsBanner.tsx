import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { consoleConfig } from '../consoleConfig.ts'
import { Banner } from './Banner.tsx'
import { ConfigProblems } from './ConfigProblems.tsx'

/** Some of `config.json` could not be used; the console works with the rest of it. */
export function ConfigProblemsBanner(): ReactNode {
  const t = useTranslations('settings.configBanner')
  const words = useTranslations('shell.config')
  const { data: config, refetch, isFetching } = useQuery(consoleConfig())
  if (config === undefined) return null
  return (
    <Banner
      kind="warning"
      title={t('title', { count: config.problems.length })}
      actions={
        <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
          {words('retry')}
        </Button>
      }
    >
      {t('intro')}
      <Disclosure summary={words('details')}>
        <ConfigProblems problems={config.problems} />
      </Disclosure>
    </Banner>
  )
}
