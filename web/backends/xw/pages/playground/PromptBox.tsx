import { CircleStop, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { cx } from '@/ui/cx.ts'
import { controlClass } from '@/ui/Field.tsx'

interface Props {
  readonly label: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly onSend: () => void
  readonly sendLabel: string
  /** Why it cannot be sent now; what was typed stays. */
  readonly whyNot: string | null
  readonly isAnswering: boolean
  readonly onStop: () => void
  readonly hint: string
  readonly rows?: number
  readonly areaRef?: RefObject<HTMLTextAreaElement | null>
}

/** Where a prompt is typed. Enter sends, unless it ends the choice of a character; Escape stops the answers. */
export function PromptBox({ label, value, onValueChange, onSend, sendLabel, whyNot, isAnswering, ...rest }: Props) {
  const { onStop, hint, rows = 2, areaRef } = rest
  const t = useTranslations('playground.prompt')
  const id = useId()
  const own = useRef<HTMLTextAreaElement>(null)
  const area = areaRef ?? own

  const send = () => {
    if (whyNot !== null) return
    onSend()
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Safari ends a composition before it tells of the key that ended it: only the old code says so then.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape' && isAnswering) {
      event.preventDefault()
      onStop()
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      send()
    }
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={rows}
        value={value}
        placeholder={label}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onValueChange(event.target.value)}
        onKeyDown={onKeyDown}
        className={cx(controlClass, 'field-sizing-content max-h-[40dvh] min-h-14 resize-y py-1.5 text-base')}
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p id={`${id}-hint`} className="min-w-0 flex-1 basis-52 text-xs text-ink-3">
          {value.trim() !== '' && whyNot !== null ? whyNot : hint}
        </p>
        <div className="flex gap-2">
          {isAnswering && (
            <Button
              icon={CircleStop}
              onClick={() => {
                onStop()
                area.current?.focus()
              }}
            >
              {t('stop')}
            </Button>
          )}
          <Button type="submit" tone="primary" icon={SendHorizontal} disabledReason={whyNot}>
            {sendLabel}
          </Button>
        </div>
      </div>
    </form>
  )
}
