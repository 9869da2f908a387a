import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { MachinePartProps } from '@/kit/machine.ts'
import { linkClass } from '@/ui/link.ts'
import { ServerConfig } from '../server/ServerConfig.tsx'
import { ServerState } from '../server/ServerState.tsx'

/** The model server itself: how it is, and how it is configured. */
export function MachineServer({ at }: MachinePartProps): ReactNode {
  const t = useTranslations('machine.server')
  return (
    <>
      <ServerState at={at} />
      <ServerConfig at={at} />
      <p className="text-sm">
        <Link to="/xw/$server" params={{ server: at.id }} className={linkClass}>
          {t('more')}
        </Link>
      </p>
    </>
  )
}
