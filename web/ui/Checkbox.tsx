import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface Props {
  readonly label: string
  readonly labelHidden?: boolean
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
  readonly description?: ReactNode
  /** Some of what it stands for is chosen. */
  readonly indeterminate?: boolean
  readonly disabledReason?: string | null | undefined
  readonly className?: string
}

export function Checkbox({
  label,
  labelHidden = false,
  checked,
  onCheckedChange,
  description,
  indeterminate = false,
  disabledReason,
  className,
}: Props) {
  const id = useId()
  const off = Boolean(disabledReason)
  const said = disabledReason ?? description
  return (
    <div className={cx('flex items-start gap-2', className)}>
      <input
        ref={(box) => {
          if (box) box.indeterminate = indeterminate
        }}
        id={id}
        type="checkbox"
        checked={checked}
        aria-disabled={off || undefined}
        aria-describedby={said ? `${id}-said` : undefined}
        onChange={(event) => {
          if (!off) onCheckedChange(event.target.checked)
        }}
        className="mt-0.5 size-4 shrink-0 cursor-pointer accent-accent aria-disabled:cursor-not-allowed aria-disabled:opacity-50"
      />
      <div className="min-w-0">
        <label htmlFor={id} className={labelHidden ? 'sr-only' : 'block text-sm wrap-anywhere'}>
          {label}
        </label>
        {said && (
          <div id={`${id}-said`} className="text-xs text-ink-3">
            {said}
          </div>
        )}
      </div>
    </div>
  )
}
