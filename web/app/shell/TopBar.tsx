import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConnections } from '@/kit/connections.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { backends } from '../backends.ts'
import { Brand } from './Brand.tsx'
import { NavigationDrawer } from './NavigationDrawer.tsx'
import { PreferencesMenu } from './PreferencesMenu.tsx'
import { ServersStatus } from './ServersStatus.tsx'

/** Only the demo has it. */
const DemoMenu = lazy(async () => {
  const [{ DemoMenu: Menu }] = await Promise.all([import('./DemoMenu.tsx'), preloadPageWords()])
  return { default: Menu }
})

/** Only a console that may not change anything has it. */
const ReadOnlyChip = lazy(async () => {
  const { ReadOnlyChip: Chip } = await import('./ReadOnlyChip.tsx')
  return { default: Chip }
})

export function TopBar(): ReactNode {
  const t = useTranslations('shell')
  const mayChange = useMayChange()
  const isDemo = useConnections(({ demo }) => demo !== null)
  return (
    <header
      aria-label={t('banner')}
      className="sticky top-0 z-30 flex h-11 items-center gap-2 border-b border-line bg-surface px-2 sm:px-4 lg:px-6"
    >
      <NavigationDrawer className="lg:hidden" />
      <Brand className="hidden shrink-0 sm:flex lg:hidden" />
      <ServersStatus className="lg:-ml-2" />
      <div className="grow" />
      {backends.map(({ kind, TopBar: Widget }) => Widget && <Widget key={kind} />)}
      {!mayChange && (
        <Suspense>
          <ReadOnlyChip />
        </Suspense>
      )}
      {isDemo && (
        <Suspense>
          <DemoMenu />
        </Suspense>
      )}
      <PreferencesMenu />
    </header>
  )
}
