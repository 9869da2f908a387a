import { Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { Notifications } from '@/kit/notifications.tsx'
import { Session } from '../session/Session.tsx'
import { SessionBanner } from '../session/SessionBanner.tsx'
import { Brand } from './Brand.tsx'
import { ConfigBanner } from './ConfigBanner.tsx'
import { Navigation } from './Navigation.tsx'
import { TopBar } from './TopBar.tsx'
import { Watches } from './Watches.tsx'

/** What stands around every page. It is drawn once; only what is inside `main` changes. */
export function Frame(): ReactNode {
  const t = useTranslations('shell')
  const main = useRef<HTMLElement>(null)

  return (
    <Session>
      {/* What lies over the page for good (`data-over-page`) leaves room below, for the last rows to be scrolled into. */}
      <div className="min-h-dvh [--sticky-top:2.75rem] has-data-over-page:pb-56 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)]">
        {/* A button, not a link to #main: <base href> would turn that into a link to another page. */}
        <button
          type="button"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md border border-line-strong bg-raised px-3 py-1.5 text-sm font-medium text-ink focus:translate-y-0"
          onClick={() => {
            main.current?.focus()
            main.current?.scrollIntoView({ block: 'start' })
          }}
        >
          {t('skip')}
        </button>
        <div className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-surface lg:flex">
          <Navigation brand={<Brand className="h-11 shrink-0 border-b border-line px-4" />} />
        </div>
        <div className="flex min-w-0 flex-col">
          <TopBar />
          <SessionBanner />
          <ConfigBanner />
          <main ref={main} tabIndex={-1} className="w-full max-w-[140rem] min-w-0 grow scroll-mt-14 px-4 py-5 sm:px-6">
            <Outlet />
          </main>
        </div>
        <Watches />
        <Notifications />
        <ConfirmHost />
      </div>
    </Session>
  )
}
