import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { DialogNotice } from './DialogNotice.tsx'

interface Props {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  readonly body?: ReactNode
  /** What will stop or be lost, one line each. */
  readonly consequences?: readonly string[]
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly tone?: 'danger' | 'default'
  readonly busy?: boolean
  readonly onConfirm: () => void
}

const none: readonly string[] = []

/** A question that must be answered. The focus starts on the harmless answer. */
export function AlertDialog({
  open,
  onOpenChange,
  title,
  body,
  consequences = none,
  confirmLabel,
  cancelLabel,
  tone = 'default',
  busy = false,
  onConfirm,
}: Props) {
  const t = useTranslations('ui')
  const harmless = useRef<HTMLButtonElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={harmless}
          className="popup fixed top-[max(2rem,18dvh)] left-1/2 z-40 flex max-h-[calc(100dvh-max(2rem,18dvh)-1rem)] w-full max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col gap-3 overflow-y-auto p-4 sm:max-w-md"
        >
          <DialogNotice className="-mx-4 -mt-4 empty:-mb-3" />
          <Base.Title className="text-base font-semibold wrap-anywhere">{title}</Base.Title>
          <Base.Description render={<div />} className="flex flex-col gap-2 text-sm text-ink-2">
            {body}
            {consequences.length > 0 && (
              <ul className="flex list-disc flex-col gap-1 ps-5 marker:text-ink-3">
                {consequences.map((line) => (
                  <li key={line} className="wrap-anywhere">
                    {line}
                  </li>
                ))}
              </ul>
            )}
          </Base.Description>
          <div className="mt-1 flex flex-wrap justify-end gap-2">
            <Base.Close render={<Button ref={harmless}>{cancelLabel ?? t('cancel')}</Button>} />
            <Button tone={tone === 'danger' ? 'destructive' : 'primary'} busy={busy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
