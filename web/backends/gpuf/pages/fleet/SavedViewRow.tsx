import { Check, Pencil, Save, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { useNameFaultText } from './useNameFaultText.ts'
import { nameFault, type SavedView } from './viewsStore.ts'

interface Props {
  readonly view: SavedView
  readonly views: readonly SavedView[]
  readonly isCurrent: boolean
  /** What the page shows is no longer what was saved. */
  readonly isModified: boolean
  readonly onShow: () => void
  readonly onRename: (name: string) => void
  readonly onOverwrite: () => void
  readonly onDelete: () => void
}

export function SavedViewRow({
  view,
  views,
  isCurrent,
  isModified,
  onShow,
  onRename,
  onOverwrite,
  onDelete,
}: Props): ReactNode {
  const t = useTranslations('fleet.views')
  const faultText = useNameFaultText()
  const [draft, setDraft] = useState<string | null>(null)
  const { name } = view

  if (draft !== null) {
    const fault = nameFault(draft, views, name)
    return (
      <li className="px-4 py-1">
        <form
          className="flex items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            if (fault !== null) return
            setDraft(null)
            if (draft.trim() !== name) onRename(draft.trim())
          }}
        >
          <TextField
            label={t('rename', { name })}
            labelHidden
            value={draft}
            onValueChange={setDraft}
            error={fault === null ? null : faultText(fault)}
            inputRef={(input) => input?.focus()}
            className="flex-1"
          />
          <Button type="submit">{t('renameSave')}</Button>
        </form>
      </li>
    )
  }
  return (
    <li className="flex items-center gap-0.5 ps-2 pe-2 hover:bg-hover">
      <button
        type="button"
        aria-current={isCurrent || undefined}
        onClick={onShow}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-start text-sm focus-visible:-outline-offset-2"
      >
        <Check aria-hidden className={isCurrent ? 'size-4 shrink-0 text-accent' : 'invisible size-4 shrink-0'} />
        <bdi className="truncate" title={name.length > 24 ? name : undefined}>
          {name}
        </bdi>
        {isModified && <span className="shrink-0 text-xs text-ink-3">{t('modified')}</span>}
      </button>
      {isModified && <IconButton size="sm" icon={Save} label={t('overwrite', { name })} onClick={onOverwrite} />}
      <IconButton size="sm" icon={Pencil} label={t('rename', { name })} onClick={() => setDraft(name)} />
      <IconButton size="sm" icon={Trash2} label={t('delete', { name })} onClick={onDelete} />
    </li>
  )
}
