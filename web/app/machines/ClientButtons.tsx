import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { NamedClient } from '@/backends/gpuf/queriesMachine.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { ServerText } from '@/ui/ServerText.tsx'

interface Props {
  readonly clients: readonly NamedClient[]
  readonly onChoose: (client: NamedClient) => void
}

/** Clients to choose one from, each with its id: names need not be unique. */
export function ClientButtons({ clients, onChoose }: Props): ReactNode {
  const t = useTranslations('machine.match')
  return (
    <ul aria-label={t('candidates')} className="divide-y divide-line rounded-md border border-line">
      {clients.map((client) => (
        <li key={client.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1.5">
          <span className="min-w-0">
            <ServerText text={client.name} placeholder={t('unnamed')} max={60} className="text-sm font-medium" />
            <span className="block font-mono text-xs wrap-anywhere text-ink-3">{client.id}</span>
          </span>
          <Button
            size="sm"
            aria-label={t('chooseThis', { name: inSentence(client.name, 40), id: client.id })}
            onClick={() => onChoose(client)}
          >
            {t('choose')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
