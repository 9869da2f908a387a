import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { controlClass } from './Field.tsx'
import { cx } from './cx.ts'
import { usePress } from './press.ts'

interface Props {
  readonly label: string
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly placeholder?: string
  /** `/` anywhere on the page goes here. */
  readonly hotkey?: boolean
  /** How long a pause in typing has to be; 0 where what follows from each letter costs little. */
  readonly delayMs?: number
  /** Enter, with what is typed at that moment. */
  readonly onEnter?: (typed: string, withShift: boolean) => void
  readonly className?: string
}

/**
 * Hands on what is typed after a short pause, or at once with Enter and when the focus leaves. Escape clears. While
 * the pointer is down it waits: what was pressed must not move away before the click.
 */
export function SearchField({
  label,
  value,
  onValueChange,
  placeholder,
  hotkey = false,
  delayMs = 150,
  onEnter,
  className,
}: Props) {
  const t = useTranslations('ui')
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [draft, setDraft] = useState(value)
  const [handedOn, setHandedOn] = useState(value)
  const [seen, setSeen] = useState(value)
  const press = usePress()

  if (value !== seen) {
    setSeen(value)
    // Not an echo of ours: it was changed elsewhere (a link, "reset filters") and is newer than the draft.
    if (value !== handedOn) {
      setHandedOn(value)
      setDraft(value)
    }
  }

  const handOn = (next: string) => {
    clearTimeout(timer.current)
    press.after(() => {
      if (next === handedOn) return
      setHandedOn(next)
      onValueChange(next)
    })
  }

  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (!hotkey) return undefined
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [hotkey])

  return (
    <div className={cx('relative w-full sm:w-64', className)}>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-ink-3" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts={hotkey ? '/' : undefined}
        placeholder={placeholder ?? label}
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={(event) => {
          const next = event.target.value
          setDraft(next)
          clearTimeout(timer.current)
          if (delayMs === 0) handOn(next)
          else timer.current = setTimeout(() => handOn(next), delayMs)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            handOn(draft)
            onEnter?.(draft, event.shiftKey)
          }
          if (event.key === 'Escape' && draft !== '') {
            event.preventDefault()
            event.stopPropagation()
            setDraft('')
            handOn('')
          }
        }}
        onBlur={() => handOn(draft)}
        className={cx(controlClass, 'h-8 appearance-none px-8 [&::-webkit-search-cancel-button]:hidden')}
      />
      {draft !== '' && (
        <button
          type="button"
          aria-label={t('search.clear')}
          onClick={() => {
            setDraft('')
            handOn('')
            input.current?.focus()
          }}
          className="absolute inset-y-0 end-1 my-auto flex size-6 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input,textarea,select') !== null)
}
