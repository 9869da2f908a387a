import { Check } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'

interface ChoiceListProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: LucideIcon }[]
  readonly onChoose: (value: Value) => void
}

/** One of several, one below the other, in a popover of the top bar. */
export function ChoiceList<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: ChoiceListProps<Value>): ReactNode {
  const name = useId()
  return (
    <fieldset className="p-1">
      <legend className="float-left w-full px-2 pt-1.5 pb-1 text-xs text-ink-3">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
            className="peer absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
          />
          {option.icon && <option.icon aria-hidden className="size-4 shrink-0 text-ink-3" />}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Check aria-hidden className="invisible size-4 shrink-0 text-accent peer-checked:visible" />
        </label>
      ))}
    </fieldset>
  )
}
