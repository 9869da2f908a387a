import { Link } from '@tanstack/react-router'
import { LayoutDashboard, ScrollText, Settings2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { backends } from '../backends.ts'

interface NavigationProps {
  /** Above the entries: whose console this is. */
  readonly brand?: ReactNode
  /** Called when a page was chosen, so that a drawer can close. */
  readonly onChoose?: () => void
}

/** By what an operator looks for, not by which backend has it. Backends without a server here stay out of it. */
export function Navigation({ brand, onChoose }: NavigationProps): ReactNode {
  const t = useTranslations('nav')
  const servers = useConnections((state) => state.servers)
  const entries = backends
    .filter(({ kind }) => servers.some((server) => server.kind === kind))
    .flatMap(({ navigation }) => navigation)

  return (
    <nav aria-label={t('label')} className="flex min-h-0 grow flex-col">
      {brand}
      <ul className="flex grow flex-col gap-px overflow-y-auto p-2">
        <Entry to="/" icon={LayoutDashboard} label={t('overview')} onChoose={onChoose} />
        {entries.map(({ to, label, icon }) => (
          <Entry key={to} to={to} icon={icon} label={t(label)} onChoose={onChoose} />
        ))}
        <li aria-hidden className="grow" />
        <Entry to="/activity" icon={ScrollText} label={t('activity')} onChoose={onChoose} />
        <Entry to="/settings" icon={Settings2} label={t('settings')} onChoose={onChoose} />
      </ul>
    </nav>
  )
}

interface EntryProps {
  readonly to: string
  readonly icon: LucideIcon
  readonly label: string
  readonly onChoose: (() => void) | undefined
}

function Entry({ to, icon: Icon, label, onChoose }: EntryProps): ReactNode {
  return (
    <li>
      <Link
        to={to}
        // The search parameters of the page belong to it: an entry is current whatever they are.
        activeOptions={{ exact: to === '/', includeSearch: false }}
        className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent"
        onClick={() => onChoose?.()}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        {label}
      </Link>
    </li>
  )
}
