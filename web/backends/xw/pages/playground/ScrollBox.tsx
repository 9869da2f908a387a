import type { ReactNode, Ref } from 'react'

interface Props {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
  readonly boxRef?: Ref<HTMLDivElement>
}

/** What scrolls by itself: named, and in reach of the keyboard. */
export function ScrollBox({ label, className, children, boxRef }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll what has the focus
    <div ref={boxRef} role="group" aria-label={label} tabIndex={0} className={className}>
      {children}
    </div>
  )
}
