import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { linkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { paths } from '../../paths.ts'
import type { ClientTable } from '../../schema/clientTable.ts'
import { clientName } from '../clientName.ts'

const NAMED = 24

/** Some clients by name, each leading to its page. */
export function ClientNames({
  table,
  clients,
}: {
  readonly table: ClientTable
  readonly clients: readonly number[]
}): ReactNode {
  const t = useTranslations('register.models.loaded')
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
      {clients.slice(0, NAMED).map((index) => {
        const id = table.idAt(index)
        return (
          <li key={id}>
            <Link to={paths.client} params={{ client: id }} className={linkClass}>
              <ServerText text={clientName({ id, name: table.nameAt(index) })} max={40} />
            </Link>
          </li>
        )
      })}
      {clients.length > NAMED && <li className="text-ink-3">{t('more', { count: clients.length - NAMED })}</li>}
    </ul>
  )
}
