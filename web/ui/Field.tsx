import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** The look of everything that something is typed into or chosen from. */
export const controlClass = cx(
  'w-full min-w-0 rounded-md border border-line-strong/70 bg-surface px-2.5 text-sm text-ink',
  'hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0',
  'aria-disabled:bg-bg aria-disabled:text-ink-3 aria-invalid:border-bad',
)

interface Props {
  /** The id of the control inside. */
  readonly id: string
  readonly label: string
  readonly labelHidden?: boolean | undefined
  readonly required?: boolean | undefined
  readonly description?: ReactNode
  readonly error?: string | null | undefined
  readonly disabledReason?: string | null | undefined
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** A control with its label above and what there is to say about it below. */
export function Field({
  id,
  label,
  labelHidden = false,
  required = false,
  description,
  error,
  disabledReason,
  children,
  className,
}: Props) {
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm font-medium text-ink-2'}>
        {label}
        {required && <span aria-hidden> *</span>}
      </label>
      {children}
      {description !== undefined && (
        <div id={`${id}-description`} className="text-xs text-ink-3">
          {description}
        </div>
      )}
      {disabledReason && (
        <div id={`${id}-disabled`} className="text-xs text-ink-3">
          {disabledReason}
        </div>
      )}
      {error && (
        <div id={`${id}-error`} role="alert" className="text-xs wrap-anywhere text-bad">
          {error}
        </div>
      )}
    </div>
  )
}

/** What the control inside a `Field` refers to. */
export function describedBy({
  id,
  description,
  error,
  disabledReason,
}: Pick<Props, 'id' | 'description' | 'error' | 'disabledReason'>): string | undefined {
  const ids = [
    description !== undefined && `${id}-description`,
    disabledReason && `${id}-disabled`,
    error && `${id}-error`,
  ].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
