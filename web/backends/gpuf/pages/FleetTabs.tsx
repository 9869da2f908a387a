import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { paths } from '../paths.ts'
import { hasPoints } from '../queriesPoints.ts'

const tabClass =
  '-mb-px flex h-9 shrink-0 items-center border-b-2 border-transparent px-3 text-sm text-ink-2 no-underline hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink'

/** The pages about the register. Points only where the server has them. */
export function FleetTabs({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleet.tabs')
  const { data: keepsPoints } = useQuery(hasPoints(at))
  const exact = { exact: true, includeSearch: false } as const
  return (
    <nav aria-label={t('label')} className="flex overflow-x-auto border-b border-line">
      <Link to={paths.fleet} activeOptions={exact} className={tabClass}>
        {t('clients')}
      </Link>
      <Link to={paths.models} activeOptions={exact} className={tabClass}>
        {t('models')}
      </Link>
      {keepsPoints === true && (
        <Link to={paths.points} activeOptions={exact} className={tabClass}>
          {t('points')}
        </Link>
      )}
    </nav>
  )
}
