import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { DataAge } from './DataAge.tsx'
import { setPageTitle } from './pageTitle.ts'

interface Props {
  readonly title: string
  readonly description?: ReactNode
  /** Buttons that concern the whole page. */
  readonly actions?: ReactNode
  /** When the oldest data on the page was said; null while there is none. Left out, no age is shown. */
  readonly age?: number | null | undefined
  readonly children: ReactNode
}

/** The path whose page was last announced. The browser announces the first one by itself. */
let announcedPath: string | undefined

/** A page: its heading, the tab's title, and after a navigation the focus, so that it is read out as a new page. */
export function PageFrame({ title, description, actions, age, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })

  useEffect(() => setPageTitle(title), [title])

  useEffect(() => {
    if (path === undefined || path === announcedPath) return
    const isFirst = announcedPath === undefined
    announcedPath = path
    if (!isFirst) heading.current?.focus({ preventScroll: true })
  }, [path])

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold wrap-anywhere">
            {title}
          </h1>
          {description !== undefined && <div className="mt-0.5 max-w-prose text-sm text-ink-2">{description}</div>}
        </div>
        {(actions !== undefined || age !== undefined) && (
          <div className="flex flex-wrap items-center gap-3">
            {age !== undefined && <DataAge at={age} />}
            {actions}
          </div>
        )}
      </div>
      {children}
    </div>
  )
}
