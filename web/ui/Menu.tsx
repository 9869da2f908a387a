import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { cx } from './cx.ts'
import { landmarkOf } from './landmark.ts'

export type MenuEntry =
  | {
      readonly kind?: 'item'
      readonly label: string
      readonly icon?: LucideIcon
      readonly onSelect: () => void
      readonly tone?: 'danger'
      /** Why it cannot be chosen now; shown under the label. */
      readonly disabledReason?: string | null | undefined
    }
  /** `render` is a router's `Link` without children. */
  | { readonly kind: 'link'; readonly label: string; readonly icon?: LucideIcon; readonly render: ReactElement }
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind: 'checkbox'
      readonly label: string
      readonly hint?: string | undefined
      readonly checked: boolean
      readonly onChange: (checked: boolean) => void
    }
  | {
      readonly kind: 'radio'
      /** The name of the group. */
      readonly label: string
      readonly value: string
      readonly options: readonly { readonly value: string; readonly label: string; readonly icon?: LucideIcon }[]
      readonly onChange: (value: string) => void
    }

interface Props {
  /** The button that opens it. */
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  /** The menu's name, where the button's does not do. */
  readonly label?: string
  readonly align?: 'start' | 'end'
}

const itemClass =
  'flex w-full cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm no-underline outline-none select-none data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-accent/60'
const headingClass = 'px-2 pt-1.5 pb-1 text-xs text-ink-3'

export function Menu({ trigger, entries, label, align = 'start' }: Props) {
  const place = useRef<HTMLElement>(null)
  return (
    <Base.Root>
      <Base.Trigger
        ref={(button: HTMLElement | null) => {
          place.current = landmarkOf(button)
        }}
        render={trigger}
      />
      <Base.Portal container={place}>
        <Base.Positioner align={align} positionMethod="fixed" sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            {...(label === undefined ? {} : { 'aria-label': label })}
            className="popup max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1 outline-none"
          >
            {entries.map((entry, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- entries have no identity but their place
              <Entry key={index} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  switch (entry.kind) {
    case 'separator':
      return <Base.Separator className="my-1 h-px bg-line" />
    case 'heading':
      return (
        <Base.Group>
          <Base.GroupLabel className={headingClass}>{entry.label}</Base.GroupLabel>
        </Base.Group>
      )
    case 'link':
      return (
        <Base.LinkItem render={entry.render} className={itemClass} closeOnClick>
          <EntryIcon icon={entry.icon} />
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        </Base.LinkItem>
      )
    case 'checkbox':
      return (
        <Base.CheckboxItem checked={entry.checked} onCheckedChange={entry.onChange} className={itemClass}>
          <span className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-line-strong">
            <Base.CheckboxItemIndicator>
              <Check aria-hidden className="size-3.5 text-accent" />
            </Base.CheckboxItemIndicator>
          </span>
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {entry.hint !== undefined && <span className="text-xs text-ink-3 tabular-nums">{entry.hint}</span>}
        </Base.CheckboxItem>
      )
    case 'radio':
      return (
        <Base.RadioGroup value={entry.value} onValueChange={entry.onChange} aria-label={entry.label}>
          <div aria-hidden className={headingClass}>
            {entry.label}
          </div>
          {entry.options.map((option) => (
            <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
              <EntryIcon icon={option.icon} />
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              <Base.RadioItemIndicator>
                <Check aria-hidden className="size-4 text-accent" />
              </Base.RadioItemIndicator>
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      )
    default:
      return (
        <Base.Item
          disabled={Boolean(entry.disabledReason)}
          onClick={entry.onSelect}
          className={cx(itemClass, entry.tone === 'danger' && !entry.disabledReason && 'text-bad')}
        >
          <EntryIcon icon={entry.icon} inherit={entry.tone === 'danger'} />
          <span className="min-w-0 flex-1">
            <span className={cx('block truncate', entry.disabledReason && 'text-ink-3')}>{entry.label}</span>
            {entry.disabledReason && <span className="block text-xs text-ink-3">{entry.disabledReason}</span>}
          </span>
        </Base.Item>
      )
  }
}

interface EntryIconProps {
  readonly icon: LucideIcon | undefined
  readonly inherit?: boolean
}

function EntryIcon({ icon: Icon, inherit = false }: EntryIconProps) {
  if (Icon === undefined) return null
  return <Icon aria-hidden className={cx('size-4 shrink-0', !inherit && 'text-ink-3')} />
}
