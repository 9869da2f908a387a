import type { Token, Tokens } from 'marked'
import type { ReactNode } from 'react'

interface Props {
  /** The first number; null for bullets. */
  readonly start: number | null
  readonly items: readonly Tokens.ListItem[]
  readonly drawItem: (tokens: readonly Token[]) => ReactNode
}

export function MarkdownList({ start, items, drawItem }: Props) {
  const drawn = items.map((item, index) => (
    // eslint-disable-next-line react/no-array-index-key -- items only come behind the others
    <li key={index} className="[&>p]:my-0">
      {item.task && <span aria-hidden>{item.checked ? '☑ ' : '☐ '}</span>}
      <div className="inline-flex min-w-0 max-w-full flex-col gap-1.5 align-top">
        {drawItem(item.tokens.filter(({ type }) => type !== 'checkbox'))}
      </div>
    </li>
  ))
  return start === null ? (
    <ul className="flex list-disc flex-col gap-1 ps-6 marker:text-ink-3">{drawn}</ul>
  ) : (
    <ol start={start} className="flex list-decimal flex-col gap-1 ps-7 marker:text-ink-3">
      {drawn}
    </ol>
  )
}
