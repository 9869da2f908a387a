import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
  readonly isEmpty?: ((data: T) => boolean) | undefined
  readonly empty?: ReactNode
  /** The page says already that the server does not answer: a section adds nothing to that. */
  readonly isQuiet: boolean
}

/** One answer in a section. Where the page's own question failed, only what is there is shown, or that nothing is. */
export function SectionView<T>({ query, children, isEmpty, empty, isQuiet }: Props<T>): ReactNode {
  const t = useTranslations('client')
  if (!isQuiet || !query.error) {
    return (
      <QueryView query={query} isEmpty={isEmpty} empty={empty}>
        {children}
      </QueryView>
    )
  }
  if (query.data === undefined) return <p className="text-sm text-ink-3">{t('serverQuiet')}</p>
  return isEmpty?.(query.data) ? empty : children(query.data)
}
