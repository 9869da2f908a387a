import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { useNameFaultText } from './useNameFaultText.ts'
import { nameFault, type SavedView } from './viewsStore.ts'

interface Props {
  readonly views: readonly SavedView[]
  readonly onSave: (name: string) => void
}

export function SaveViewForm({ views, onSave }: Props): ReactNode {
  const t = useTranslations('fleet.views')
  const faultText = useNameFaultText()
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const fault = nameFault(name, views)
  // Nobody has done wrong by not having typed yet.
  const isTold = fault !== null && (fault !== 'empty' || isTried)
  return (
    <form
      className="flex items-start gap-2 border-t border-line px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(fault !== null)
        if (fault !== null) return
        onSave(name.trim())
        setName('')
      }}
    >
      <TextField
        label={t('name')}
        labelHidden
        placeholder={t('name')}
        value={name}
        onValueChange={setName}
        error={isTold ? faultText(fault) : null}
        className="flex-1"
      />
      <Button type="submit">{t('save')}</Button>
    </form>
  )
}
