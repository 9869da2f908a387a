import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { TextField } from '@/ui/TextField.tsx'
import {
  GPU_METRICS,
  LIMIT_AT_MOST,
  defaultLimits,
  draftOf,
  readDraft,
  type GpuMetric,
  type Limit,
  type LimitDraft,
  type LimitFault,
  type Limits,
} from '../../schema/limits.ts'
import { setLimits, useLimits } from '../../queriesLimits.ts'

interface Props {
  readonly at: Endpoint
  readonly device: string
  /** Fit for a sentence. */
  readonly name: string
  readonly onClose: () => void
}

type Drafts = Readonly<Record<GpuMetric, LimitDraft>>
type LimitFaults = Partial<Record<keyof LimitDraft, LimitFault>>
type Read = { readonly limits: Limits } | { readonly faults: Partial<Record<GpuMetric, LimitFaults>> }

const UNITS = { temperature: '°C', usage: '%', memory: '%', power: 'W' } as const satisfies Record<GpuMetric, string>

/** Above which values of GPUs of one kind something is said. */
export function LimitsDialog({ at, device, name, onClose }: Props): ReactNode {
  const t = useTranslations('client.limits')
  const words = useTranslations('client.gpus')
  const ui = useTranslations('ui')
  const form = useId()
  const inForce = useLimits(at)(device)
  const [drafts, setDrafts] = useState(() => draftsOf(inForce.limits))
  const read = readDrafts(drafts)
  const faults = 'faults' in read ? read.faults : {}
  const isUnchanged = JSON.stringify(drafts) === JSON.stringify(draftsOf(inForce.limits))
  const isDefault = JSON.stringify(drafts) === JSON.stringify(draftsOf(defaultLimits(device)))

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isUnchanged || !('limits' in read)) return
    setLimits(at, device, isDefault ? null : read.limits)
    notify({ tone: 'good', title: t('saved', { device: name }) })
    onClose()
  }
  const field = (metric: GpuMetric, which: keyof LimitDraft) => {
    const fault = faults[metric]?.[which]
    return (
      <TextField
        label={t(which, { metric: words(metric) })}
        value={drafts[metric][which]}
        onValueChange={(value) => setDrafts({ ...drafts, [metric]: { ...drafts[metric], [which]: value } })}
        inputMode="decimal"
        suffix={UNITS[metric]}
        error={fault === undefined ? null : t(`fault.${fault}`, { most: LIMIT_AT_MOST[metric] })}
      />
    )
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('title', { device: name })}
      description={t('description')}
      footer={
        <>
          <Button
            className="me-auto"
            onClick={() => setDrafts(draftsOf(defaultLimits(device)))}
            disabledReason={isDefault ? t('alreadyDefault') : null}
          >
            {t('reset')}
          </Button>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            tone="primary"
            disabledReason={'faults' in read ? t('wrong') : isUnchanged ? t('unchanged') : null}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="flex flex-col gap-3">
        <p className="text-xs text-ink-3">{inForce.isOwn ? t('isOwn') : t('isDefault')}</p>
        {GPU_METRICS.map((metric) => (
          <div key={metric} className="grid gap-3 sm:grid-cols-2">
            {field(metric, 'warn')}
            {field(metric, 'bad')}
          </div>
        ))}
      </form>
    </Dialog>
  )
}

function draftsOf(limits: Limits): Drafts {
  return {
    temperature: draftOf(limits.temperature),
    usage: draftOf(limits.usage),
    memory: draftOf(limits.memory),
    power: draftOf(limits.power),
  }
}

function readDrafts(drafts: Drafts): Read {
  const faults: Partial<Record<GpuMetric, LimitFaults>> = {}
  const limits: Partial<Record<GpuMetric, Limit>> = {}
  for (const metric of GPU_METRICS) {
    const read = readDraft(metric, drafts[metric])
    if ('faults' in read) faults[metric] = read.faults
    else limits[metric] = read.limit
  }
  if (Object.keys(faults).length > 0) return { faults }
  return { limits: { ...defaultLimits(''), ...limits } }
}
