import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { DataAge } from '@/kit/DataAge.tsx'
import { useInSight } from '@/kit/useInSight.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass, quietLinkClass } from '@/ui/link.ts'
import type { Chip } from '../../schema/device.ts'
import { ChipsOfServer } from './ChipsOfServer.tsx'
import type { Holders } from './useHoldersOf.ts'

interface Props {
  readonly at: Endpoint
  readonly chips: readonly Chip[]
  /** Undefined where its instances are not known. */
  readonly holders: Holders | undefined
  readonly updatedAt: number
}

/** The drawing of one server among those of others, with what another backend measures on it. */
export function ServerDrawing({ at, chips, holders, updatedAt }: Props) {
  const t = useTranslations('devices.drawings')
  const box = useRef<HTMLDivElement>(null)
  const isInSight = useInSight(box)
  const label = inSentence(at.label)
  return (
    <div ref={box}>
      <Panel
        title={
          <Link to="/machines/$machine" params={{ machine: at.id }} className={quietLinkClass}>
            <ServerText text={at.label} max={60} />
          </Link>
        }
        actions={
          <>
            <DataAge at={updatedAt} />
            <Link
              to="/machines/$machine"
              params={{ machine: at.id }}
              aria-label={t('machineOf', { server: label })}
              className={`${linkClass} text-sm`}
            >
              {t('machine')}
            </Link>
          </>
        }
      >
        <ChipsOfServer at={at} chips={chips} holders={holders} isInSight={isInSight} />
      </Panel>
    </div>
  )
}
