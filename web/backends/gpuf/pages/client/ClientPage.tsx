import { Link, getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import { clientKey, isClientId } from '../../schema/values.ts'
import { NoFleetServer } from '../NoFleetServer.tsx'
import { OneClient } from './OneClient.tsx'

const route = getRouteApi('/fleet/$client')

/** One machine of the register. */
export function ClientPage(): ReactNode {
  const t = useTranslations('client')
  const at = useServers('gpuf')[0]
  const given = route.useParams().client
  const id = clientKey(given)
  if (at && isClientId(id)) return <OneClient key={id} at={at} id={id} />
  return (
    <PageFrame
      title={t('title')}
      description={
        <Link to={paths.fleet} className={linkClass}>
          {t('back')}
        </Link>
      }
    >
      {at ? (
        <EmptyState title={t('malformed.title')}>{t('malformed.text', { id: inSentence(given, 60) })}</EmptyState>
      ) : (
        <NoFleetServer />
      )}
    </PageFrame>
  )
}
