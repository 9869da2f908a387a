import type { ReactNode } from 'react'

/** The same drawing as `public/icon.svg`, in the colours of the theme. */
export function BrandMark(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className="size-5 shrink-0" aria-hidden>
      <path d="M3 22h26l-2.600 6.500H5.600z" className="fill-ink" />
      <path d="M7 19v-7h5.500v7zm7.500 0V5H20v14zm7.500 0v-5h4.500v5z" className="fill-accent" />
    </svg>
  )
}
