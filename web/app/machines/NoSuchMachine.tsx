import { ServerOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { machineHref } from '@/kit/machine.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass } from '@/ui/link.ts'
import { HrefLink } from '../HrefLink.tsx'

interface Props {
  readonly machine: string
  readonly servers: readonly Endpoint[]
}

/** A link can outlive what it names. */
export function NoSuchMachine({ machine, servers }: Props): ReactNode {
  const t = useTranslations('machine.unknown')
  return (
    <PageFrame title={t('title', { machine: inSentence(machine, 60) })}>
      <EmptyState icon={ServerOff} title={t('text')}>
        {servers.length > 0 && (
          <>
            <p>{t('known')}</p>
            <ul className="mt-1 flex flex-wrap justify-center gap-x-4">
              {servers.map((at) => (
                <li key={at.id}>
                  <HrefLink href={machineHref(at.id)} className={linkClass}>
                    <ServerText text={at.label} max={60} />
                  </HrefLink>
                </li>
              ))}
            </ul>
          </>
        )}
      </EmptyState>
    </PageFrame>
  )
}
