import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { cx } from './cx.ts'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }[]
  readonly size?: 'sm' | 'md'
  readonly className?: string
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  onValueChange,
  options,
  size = 'md',
  className,
}: Props<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cx('inline-flex max-w-full flex-wrap rounded-md border border-line bg-bg p-0.5', className)}
    >
      {options.map(({ value: option, label: words, icon: Icon }) => (
        <label
          key={option}
          className={cx(
            'relative flex cursor-pointer items-center gap-1.5 rounded-sm border border-transparent px-2.5 text-sm text-ink-2 select-none',
            'hover:text-ink has-checked:border-line has-checked:bg-surface has-checked:font-medium has-checked:text-ink',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
            size === 'sm' ? 'h-6' : 'h-6.5',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onValueChange(option)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {Icon && <Icon aria-hidden className="size-3.5" />}
          {words}
        </label>
      ))}
    </div>
  )
}
