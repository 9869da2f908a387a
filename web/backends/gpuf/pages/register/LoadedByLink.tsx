import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import type { ClientTable } from '../../schema/clientTable.ts'

/** So many ids fit in an address that every proxy takes. */
const IDS_AT_MOST = 150

interface Props {
  readonly table: ClientTable
  readonly name: string
  /** Rows of the table. */
  readonly clients: readonly number[]
}

/** How many clients have a model loaded, leading to them where an address can name them all. */
export function LoadedByLink({ table, name, clients }: Props): ReactNode {
  const t = useTranslations('register.models.loaded')
  const f = useFormat()
  if (clients.length === 0) return <span className="text-ink-3">0</span>
  if (clients.length > IDS_AT_MOST) return f.number(clients.length)
  const ids = clients.map((index) => table.idAt(index)).join(',')
  return (
    <Link
      to={paths.fleet}
      search={{ sel: ids, only: 'selected' }}
      aria-label={t('see', { count: clients.length, name: inSentence(name, 60) })}
      className={linkClass}
    >
      {f.number(clients.length)}
    </Link>
  )
}
