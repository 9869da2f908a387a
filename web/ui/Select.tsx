import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { Field, controlClass, describedBy } from './Field.tsx'
import { cx } from './cx.ts'

interface Props<Value extends string> {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string; readonly disabled?: boolean }[]
  readonly size?: 'sm' | 'md'
  readonly description?: ReactNode
  readonly error?: string | null | undefined
  readonly disabledReason?: string | null | undefined
  readonly className?: string
}

/** The browser's own list: it works with every keyboard, finger and screen reader, and weighs nothing. */
export function Select<Value extends string>({
  label,
  labelHidden,
  value,
  onValueChange,
  options,
  size = 'md',
  description,
  error,
  disabledReason,
  className,
}: Props<Value>) {
  const id = useId()
  return (
    <Field {...{ id, label, labelHidden, description, error, disabledReason, className }}>
      <span className="relative block">
        <select
          id={id}
          value={value}
          disabled={Boolean(disabledReason)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy({ id, description, error, disabledReason })}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onValueChange(chosen.value)
          }}
          className={cx(controlClass, 'appearance-none truncate pe-8', size === 'sm' ? 'h-7' : 'h-8')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised text-ink">
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-2 my-auto size-4 text-ink-3" />
      </span>
    </Field>
  )
}
