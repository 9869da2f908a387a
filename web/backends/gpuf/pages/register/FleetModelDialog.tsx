import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { insertModel } from '../../queriesWrites.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { formOf, NEW_MODEL, readForm, type FleetModelForm, type FormField } from '../../schema/fleetModelForm.ts'
import { useFaultText } from './useFaultText.ts'

interface Props {
  readonly at: Endpoint
  /** Null for a new one. */
  readonly model: FleetModel | null
  readonly register: readonly FleetModel[]
  readonly onClose: () => void
}

/** A model of the register, new or changed. Every field is sent, always. */
export function FleetModelDialog({ at, model, register, onClose }: Props): ReactNode {
  const t = useTranslations('register.models.form')
  const ui = useTranslations('ui')
  const f = useFormat()
  const formId = useId()
  const faultText = useFaultText()
  // As it was when the dialog opened: a poll must not move what somebody is typing over.
  const [edited] = useState(model)
  const [form, setForm] = useState<FleetModelForm>(() => (edited ? formOf(edited) : NEW_MODEL))
  const [touched, setTouched] = useState<ReadonlySet<FormField>>(new Set())
  const [isTried, setTried] = useState(false)
  const mutation = useMutation(insertModel(at, useQueryClient()))
  const readOnly = useReadOnlyReason()
  const { draft, faults } = readForm(form, register, edited)

  const set =
    <Field extends FormField>(field: Field) =>
    (value: FleetModelForm[Field]) => {
      setForm((now) => ({ ...now, [field]: value }))
      setTouched((now) => new Set(now).add(field))
    }
  const error = (field: FormField) => {
    const fault = faults?.[field]
    // A form that was just opened does not scold for what nobody could fill in yet.
    if (!fault || (fault.kind === 'required' && !isTried && !touched.has(field))) return null
    return faultText(fault)
  }
  const text = (field: Exclude<FormField, 'active'>) => ({
    value: form[field],
    onValueChange: set(field),
    error: error(field),
  })

  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!draft || mutation.isPending || readOnly !== null) return
    const { name, version } = draft
    const title = t('saved', { name: inSentence(name, 60), version: inSentence(version, 20) })
    // Said also to whoever has closed the dialog meanwhile; a failure is shown in it.
    mutation.mutateAsync(draft, { onSuccess: onClose }).then(
      () => notify({ tone: 'good', title }),
      () => undefined,
    )
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={
        edited
          ? t('editTitle', { name: inSentence(edited.name, 60), version: inSentence(edited.version, 20) })
          : t('newTitle')
      }
      description={t('intro')}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" form={formId} tone="primary" busy={mutation.isPending} disabledReason={readOnly}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={save} noValidate className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField label={t('name')} required {...text('name')} />
        <TextField label={t('version')} required {...text('version')} />
        {edited && <p className="text-xs text-ink-3 sm:col-span-2">{t('identity')}</p>}
        <TextField label={t('code')} description={t('codeHint')} inputMode="numeric" required {...text('code')} />
        <TextField
          label={t('engine')}
          description={edited ? t('engineUnknown') : t('engineHint')}
          inputMode="numeric"
          required
          {...text('engine')}
        />
        <TextField label={t('memory')} suffix="MB" inputMode="numeric" {...text('memoryMb')} />
        <TextField label={t('gpu')} suffix="GB" inputMode="numeric" {...text('gpuMemoryGb')} />
        <TextField
          label={t('size')}
          description={draft?.sizeBytes == null ? t('sizeHint') : t('bytesAre', { size: f.bytes(draft.sizeBytes) })}
          suffix="B"
          inputMode="numeric"
          {...text('size')}
        />
        <div className="flex items-center pt-4">
          <Checkbox label={t('active')} checked={form.active} onCheckedChange={set('active')} />
        </div>
        <TextField label={t('url')} inputMode="url" className="sm:col-span-2" {...text('url')} />
        <TextField
          label={t('checksum')}
          description={t('checksumHint')}
          mono
          className="sm:col-span-2"
          {...text('checksum')}
        />
        {mutation.error && (
          <div className="sm:col-span-2">
            <ProblemNotice problem={mutation.error} compact />
          </div>
        )}
      </form>
    </Dialog>
  )
}
