import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onValueChange: (value: Value) => void
  readonly tabs: readonly { readonly value: Value; readonly label: string; readonly count?: number | undefined }[]
  /** What belongs to the tab that is open. */
  readonly children: ReactNode
  readonly className?: string
}

export function Tabs<Value extends string>({ label, value, onValueChange, tabs, children, className }: Props<Value>) {
  return (
    <Base.Root
      value={value}
      onValueChange={(next: unknown) => {
        const chosen = tabs.find((tab) => tab.value === next)
        if (chosen) onValueChange(chosen.value)
      }}
      className={cx('flex min-w-0 flex-col gap-4', className)}
    >
      <Base.List aria-label={label} activateOnFocus={false} className="flex overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-sm text-ink-2 hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:font-medium data-active:text-ink"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="rounded-sm bg-idle-soft px-1 text-xs text-ink-2 tabular-nums">{tab.count}</span>
            )}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel key={value} value={value} className="min-w-0">
        {children}
      </Base.Panel>
    </Base.Root>
  )
}
