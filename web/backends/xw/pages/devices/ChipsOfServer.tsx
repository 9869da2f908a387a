import { useTranslations } from 'use-intl'
import { Delayed } from '@/kit/Delayed.tsx'
import { WithReadings } from '@/kit/WithReadings.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Chip } from '../../schema/device.ts'
import { ChipDrawing } from './ChipDrawing.tsx'
import type { Holders } from './useHoldersOf.ts'

interface Props {
  readonly at: Endpoint
  readonly chips: readonly Chip[]
  /** Undefined where its instances are not known. */
  readonly holders: Holders | undefined
  readonly isInSight: boolean
}

/** The drawing of a server with what others measure on it, and whose the values are. */
export function ChipsOfServer({ at, chips, holders, isInSight }: Props) {
  const t = useTranslations('devices.drawings')
  return (
    <WithReadings at={at} chips={chips} isInSight={isInSight}>
      {({ byChip, note }) => (
        <div className="flex min-w-0 flex-col gap-3">
          <ChipDrawing
            chips={chips}
            holders={holders}
            readings={byChip.size === 0 ? undefined : byChip}
            label={t('label', { server: inSentence(at.label) })}
            server={at.id}
          />
          {holders === undefined && (
            <Delayed>
              <p className="text-xs text-ink-3">{t('holdersUnknown')}</p>
            </Delayed>
          )}
          {note !== null && <div className="text-xs text-ink-3">{note}</div>}
        </div>
      )}
    </WithReadings>
  )
}
