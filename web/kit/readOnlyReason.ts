import { useTranslations } from 'use-intl'
import { useMayChange } from './mayChange.ts'

/** For a form that was open when the console became read-only: what was typed stays, and its button says why. */
export function useReadOnlyReason(): string | null {
  const t = useTranslations('readOnly')
  return useMayChange() ? null : t('start.title')
}
