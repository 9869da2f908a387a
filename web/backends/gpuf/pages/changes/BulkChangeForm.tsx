import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { CLIENT_STATUSES } from '../../schema/client.ts'
import { useStatusText } from '../statusText.ts'
import type { BulkForm } from './bulkForm.ts'

interface Props {
  readonly form: BulkForm
  readonly onChange: (form: BulkForm) => void
}

export function BulkChangeForm({ form, onChange }: Props): ReactNode {
  const t = useTranslations('changes.bulk')
  const tEdit = useTranslations('changes.edit')
  const tInvalid = useTranslations('changes.invalid')
  const status = useStatusText()
  const set = (changed: Partial<BulkForm>) => onChange({ ...form, ...changed })
  const keep = { value: '', label: t('keep') } as const
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <Select
        label={t('status')}
        value={form.status}
        onValueChange={(value) => set({ status: value })}
        options={[keep, ...CLIENT_STATUSES.map((value) => ({ value, label: status(value) }))]}
        description={form.status === 'maintenance' ? tEdit('maintenanceNote') : undefined}
      />
      <Select
        label={t('validity')}
        value={form.validStatus}
        onValueChange={(validStatus) => set({ validStatus })}
        options={[keep, { value: 'invalid', label: t('makeInvalid') }, { value: 'valid', label: t('makeValid') }]}
        description={form.validStatus === 'invalid' ? tInvalid('about') : undefined}
      />
      <div className="flex flex-col gap-2">
        <Select
          label={t('name')}
          value={form.name}
          onValueChange={(name) => set({ name })}
          options={[
            keep,
            ...(['prefix', 'suffix', 'replace'] as const).map((how) => ({ value: how, label: t(`nameHow.${how}`) })),
          ]}
        />
        {(form.name === 'prefix' || form.name === 'suffix') && (
          <TextField label={t(form.name)} value={form.nameText} onValueChange={(nameText) => set({ nameText })} />
        )}
        {form.name === 'replace' && (
          <>
            <TextField
              label={t('find')}
              description={t('findHint')}
              value={form.find}
              onValueChange={(find) => set({ find })}
            />
            <TextField label={t('by')} value={form.by} onValueChange={(by) => set({ by })} />
          </>
        )}
      </div>
      <div className="flex flex-col gap-2">
        <Select
          label={t('os')}
          value={form.os}
          onValueChange={(os) => set({ os })}
          options={[keep, { value: 'set', label: t('osSet') }]}
        />
        {form.os === 'set' && (
          <TextField label={t('osText')} value={form.osText} onValueChange={(osText) => set({ osText })} />
        )}
      </div>
    </div>
  )
}
