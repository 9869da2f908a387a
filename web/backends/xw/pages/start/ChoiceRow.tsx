import type { ReactNode } from 'react'
import { useId } from 'react'
import { cx } from '@/ui/cx.ts'

interface Props {
  /** Of the radio group. */
  readonly group: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly name: ReactNode
  /** Beside the name. */
  readonly facts?: ReactNode
  /** Why it cannot be chosen. */
  readonly whyNot?: string | null
}

/** One of several to choose from, with what speaks for it. */
export function ChoiceRow({ group, isChosen, onChoose, name, facts, whyNot = null }: Props) {
  const id = useId()
  return (
    <div
      className={cx(
        'flex min-w-0 items-start gap-2.5 rounded-md border px-3 py-2 text-sm',
        isChosen ? 'border-accent bg-accent-soft/50' : 'border-line',
        whyNot !== null && 'bg-bg',
      )}
    >
      <input
        id={id}
        type="radio"
        name={group}
        checked={isChosen}
        aria-disabled={whyNot === null ? undefined : true}
        aria-describedby={`${id}-facts`}
        onChange={() => {
          if (whyNot === null) onChoose()
        }}
        className="mt-0.5 size-4 shrink-0 accent-accent aria-disabled:opacity-50"
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
        <label htmlFor={id} className={cx('min-w-0 wrap-anywhere', whyNot === null ? 'font-medium' : 'text-ink-3')}>
          {name}
        </label>
        <div id={`${id}-facts`} className="text-xs text-ink-3 tabular-nums">
          {whyNot ?? facts}
        </div>
      </div>
    </div>
  )
}
