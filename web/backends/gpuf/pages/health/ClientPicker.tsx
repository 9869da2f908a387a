import { Plus, X } from 'lucide-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { Popover } from '@/ui/Popover.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import type { HistoryClient } from '../../schema/history.ts'
import { clientName } from '../clientName.ts'
import { ClientChoice } from './ClientChoice.tsx'
import { useHealthSearch } from './useHealthSearch.ts'

interface Props {
  readonly at: Endpoint
  readonly ids: readonly string[]
  readonly known: readonly HistoryClient[] | undefined
}

/** The clients that are compared, and the list of all to choose more from. */
export function ClientPicker({ at, ids, known }: Props): ReactNode {
  const t = useTranslations('health.picker')
  const [, change] = useHealthSearch()
  const names = useMemo(() => new Map(known?.map(({ id, name }) => [id, name ?? ''])), [known])
  const choose = (next: readonly string[]) =>
    change({ view: 'clients', clients: next.length === 0 ? undefined : next.join(',') })

  return (
    <>
      <Popover
        title={t('title')}
        className="w-84"
        trigger={
          <Button icon={Plus} tone={ids.length === 0 ? 'primary' : 'default'}>
            {t('button')}
          </Button>
        }
      >
        {() => <ClientChoice at={at} ids={ids} onChoose={choose} />}
      </Popover>
      {ids.length > 0 && (
        <ul aria-label={t('chosen')} className="flex min-w-0 flex-wrap gap-1.5">
          {ids.map((id) => {
            const name = clientName({ id, name: names.get(id) ?? '' })
            return (
              <li key={id} className="flex min-w-0 items-center rounded-md border border-line bg-surface ps-2 text-sm">
                <Link to={paths.client} params={{ client: id }} className={quietLinkClass}>
                  <ServerText text={name} />
                </Link>
                <IconButton
                  size="sm"
                  icon={X}
                  label={t('remove', { name: inSentence(name, 40) })}
                  onClick={() => choose(ids.filter((other) => other !== id))}
                />
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
