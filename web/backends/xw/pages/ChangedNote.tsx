import { useTranslations } from 'use-intl'

/** Why nothing was sent: what it was decided on is no longer so. */
export function ChangedNote({ hasChanged }: { readonly hasChanged: boolean }) {
  const t = useTranslations('again')
  return <output className="block text-sm text-warn empty:hidden">{hasChanged && t('changed')}</output>
}
