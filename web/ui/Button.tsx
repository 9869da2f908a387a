import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Spinner } from './Spinner.tsx'
import { Tooltip } from './Tooltip.tsx'

export interface ButtonLook {
  readonly tone?: 'default' | 'primary' | 'danger' | 'destructive' | 'quiet' | undefined
  readonly size?: 'sm' | 'md' | undefined
  readonly iconOnly?: boolean | undefined
}

const tones = {
  default: 'border-line-strong/60 bg-surface text-ink hover:bg-hover',
  primary: 'border-transparent bg-accent text-accent-ink hover:bg-accent-hover',
  danger: 'border-bad/50 bg-surface text-bad hover:bg-bad-soft hover:border-bad',
  /** The last press before something is lost: in the question, not in the page. */
  destructive: 'border-transparent bg-bad-fill text-bad-fill-ink hover:opacity-90',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
} as const

const sizes = { sm: 'h-7 px-2 text-sm gap-1', md: 'h-8 px-3 text-sm gap-1.5' } as const
const squares = { sm: 'size-7', md: 'size-8' } as const

/** The look of a button, for a router's `Link` that should be one. */
export function buttonClass({ tone = 'default', size = 'md', iconOnly = false }: ButtonLook = {}): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap select-none',
    'transition-colors duration-75 aria-disabled:opacity-55 aria-disabled:cursor-not-allowed',
    tones[tone],
    iconOnly ? squares[size] : sizes[size],
  )
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'>, ButtonLook {
  readonly children: ReactNode
  readonly icon?: LucideIcon | undefined
  /** The work it started is under way: it cannot be started again. */
  readonly busy?: boolean | undefined
  /** Why it cannot be pressed now. It keeps the focus, so that the reason can be read. */
  readonly disabledReason?: string | null | undefined
}

export function Button({
  children,
  tone,
  size,
  iconOnly,
  icon: Icon,
  busy = false,
  disabledReason,
  className,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  const off = busy || Boolean(disabledReason)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // An aria-disabled submit button would submit all the same.
    if (off) event.preventDefault()
    else onClick?.(event)
  }
  const button = (
    <button
      {...rest}
      type={type}
      className={cx(buttonClass({ tone, size, iconOnly }), className)}
      onClick={press}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </button>
  )
  return disabledReason ? (
    <Tooltip content={disabledReason} stays>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
