import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from '@/ui/IconButton.tsx'
import { Popover } from '@/ui/Popover.tsx'

const PreferencesList = lazy(async () => {
  const { PreferencesList: List } = await import('./PreferencesList.tsx')
  return { default: List }
})

/** Theme, language and time zone, from every page. */
export function PreferencesMenu(): ReactNode {
  const t = useTranslations('shell.preferences')
  return (
    <Popover
      align="end"
      title={t('title')}
      titleHidden
      className="w-52"
      trigger={<IconButton label={t('title')} icon={SlidersHorizontal} tone="quiet" />}
    >
      {() => (
        <Suspense>
          <PreferencesList />
        </Suspense>
      )}
    </Popover>
  )
}
