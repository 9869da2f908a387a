import type { LucideIcon } from 'lucide-react'
import { Button } from './Button.tsx'
import type { ButtonProps } from './Button.tsx'
import { Tooltip } from './Tooltip.tsx'

interface Props extends Omit<ButtonProps, 'children' | 'icon' | 'iconOnly' | 'aria-label'> {
  /** The button's name, shown as a hint. */
  readonly label: string
  readonly icon: LucideIcon
  /** For a button that stays down. */
  readonly pressed?: boolean
}

export function IconButton({ label, icon: Icon, tone = 'quiet', pressed, disabledReason, busy, ...rest }: Props) {
  const button = (
    <Button
      {...rest}
      tone={tone}
      iconOnly
      busy={busy}
      disabledReason={disabledReason}
      aria-label={label}
      aria-pressed={pressed}
    >
      {busy ? null : <Icon aria-hidden className="size-4" />}
    </Button>
  )
  // Two hints at one button would cover each other; why it is off matters more.
  return disabledReason ? (
    button
  ) : (
    <Tooltip content={label} describes={false}>
      {button}
    </Tooltip>
  )
}
