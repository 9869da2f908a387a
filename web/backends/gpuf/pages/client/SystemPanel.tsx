import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Meter } from '@/ui/Meter.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { ClientDetail } from '../../schema/client.ts'
import { DISK_FULL_PERCENT } from '../../schema/silence.ts'
import { Implausible } from './Implausible.tsx'

interface Props {
  readonly detail: ClientDetail
  readonly reported: boolean
}

/** What a machine has to do now. */
export function SystemPanel({ detail, reported }: Props): ReactNode {
  const t = useTranslations('client')
  const f = useFormat()
  const { cpu, memory, storage, deviceMemoryBytes, uptimeDays } = detail
  return (
    <Panel title={t('system')}>
      {reported ? (
        <KeyValue
          items={[
            { label: t('cpu'), value: <Level value={cpu} label={t('cpu')} /> },
            { label: t('memory'), value: <Level value={memory} label={t('memory')} /> },
            {
              label: t('disk'),
              value: <Level value={storage} label={t('disk')} isBad={storage >= DISK_FULL_PERCENT} />,
            },
            { label: t('deviceMemory'), value: f.bytes(deviceMemoryBytes) },
            {
              label: t('uptime'),
              value: (
                <>
                  {t('days', { days: uptimeDays })}
                  <span className="block text-xs text-ink-3">{t('uptimeNote')}</span>
                </>
              ),
            },
          ]}
        />
      ) : (
        <EmptyState compact title={t('notReported')} />
      )}
    </Panel>
  )
}

interface LevelProps {
  readonly value: number
  readonly label: string
  readonly isBad?: boolean
}

function Level({ value, label, isBad = false }: LevelProps): ReactNode {
  const isPossible = value >= 0 && value <= 100
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="block w-56 max-w-full">
        <Meter value={value} label={label} {...(isBad && isPossible ? { tone: 'bad' } : {})} />
      </span>
      {!isPossible && <Implausible />}
    </span>
  )
}
