import { useId } from 'react'
import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute, ReactNode, Ref } from 'react'
import { Field, controlClass, describedBy } from './Field.tsx'
import { cx } from './cx.ts'

interface Props {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly description?: ReactNode
  /** What is wrong with the value; read out as soon as it is there. */
  readonly error?: string | null | undefined
  readonly placeholder?: string
  readonly type?: HTMLInputTypeAttribute
  readonly name?: string
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'url'
  /** The id of a `<datalist>`. */
  readonly list?: string
  readonly required?: boolean
  readonly mono?: boolean
  /** Rows; a text area instead of one line. */
  readonly multiline?: number
  readonly autoFocus?: boolean
  readonly disabledReason?: string | null | undefined
  /** After the text, as a unit. */
  readonly suffix?: ReactNode
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string
}

export function TextField({
  label,
  labelHidden,
  value,
  onValueChange,
  description,
  error,
  type = 'text',
  mono = false,
  multiline,
  disabledReason,
  suffix,
  inputRef,
  className,
  required,
  autoComplete = 'off',
  list,
  inputMode,
  ...rest
}: Props) {
  const id = useId()
  const off = Boolean(disabledReason)
  const shared = {
    ...rest,
    id,
    value,
    required,
    autoComplete,
    readOnly: off,
    'aria-disabled': off || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy({ id, description, error, disabledReason }),
  } as const
  return (
    <Field {...{ id, label, labelHidden, required, description, error, disabledReason, className }}>
      {multiline === undefined ? (
        <div className="relative">
          <input
            {...shared}
            ref={inputRef}
            type={type}
            list={list}
            inputMode={inputMode}
            onChange={(event) => onValueChange(event.target.value)}
            className={cx(controlClass, 'h-8', mono && 'font-mono', suffix !== undefined && 'pe-12')}
          />
          {suffix !== undefined && (
            <span className="pointer-events-none absolute inset-y-0 end-2.5 flex items-center text-sm text-ink-3">
              {suffix}
            </span>
          )}
        </div>
      ) : (
        <textarea
          {...shared}
          rows={multiline}
          spellCheck={!mono}
          onChange={(event) => onValueChange(event.target.value)}
          className={cx(controlClass, 'resize-y py-1.5', mono && 'font-mono')}
        />
      )}
    </Field>
  )
}
