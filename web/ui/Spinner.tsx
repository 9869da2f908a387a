import { LoaderCircle } from 'lucide-react'
import { cx } from './cx.ts'

interface Props {
  /** What is being waited for; without it the spinner is decoration. */
  readonly label?: string
  readonly className?: string
}

export function Spinner({ label, className }: Props) {
  return (
    <LoaderCircle
      className={cx('size-4 shrink-0 animate-spin', className)}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  )
}
