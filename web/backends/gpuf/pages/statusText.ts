import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { CLIENT_STATUSES, type ClientStatus } from '../schema/client.ts'

export function knownStatus(status: string): ClientStatus | undefined {
  return CLIENT_STATUSES.find((known) => known === status)
}

/** The words for a status of the register: ours for the documented ones, the server's own for any other. */
export function useStatusText(): (status: string) => string {
  const t = useTranslations('fleet.status')
  return useMemo(
    () => (status) => {
      const known = knownStatus(status)
      if (known) return t(known)
      return status.trim() === '' ? t('none') : inSentence(status, 40)
    },
    [t],
  )
}
