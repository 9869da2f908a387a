import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { WithFleetServer } from '../WithFleetServer.tsx'
import { FleetHealth } from './FleetHealth.tsx'

/** What the machines reported with their heartbeats, and what the server counted of them by day. */
export function HealthPage(): ReactNode {
  const t = useTranslations('health')
  return <WithFleetServer title={t('title')}>{(at) => <FleetHealth at={at} />}</WithFleetServer>
}
