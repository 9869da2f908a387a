import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { backends } from '../backends.ts'
import { Brand } from './Brand.tsx'
import { DemoMenu } from './DemoMenu.tsx'
import { NavigationDrawer } from './NavigationDrawer.tsx'
import { PreferencesMenu } from './PreferencesMenu.tsx'
import { ServersStatus } from './ServersStatus.tsx'

export function TopBar(): ReactNode {
  const t = useTranslations('shell')
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
      <DemoMenu />
      <PreferencesMenu />
    </header>
  )
}
