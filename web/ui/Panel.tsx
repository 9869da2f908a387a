import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  readonly title: ReactNode
  readonly titleHidden?: boolean
  readonly description?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** False around a table, which reaches to the edges. */
  readonly padded?: boolean
  readonly level?: 2 | 3
  readonly id?: string
  /** For a panel that is itself a message. */
  readonly tone?: Tone
  readonly className?: string
}

const edges = {
  good: 'border-s-2 border-s-good',
  warn: 'border-s-2 border-s-warn',
  bad: 'border-s-2 border-s-bad',
  busy: 'border-s-2 border-s-busy',
  idle: 'border-s-2 border-s-idle',
} as const

/** A section with a heading. */
export function Panel({
  title,
  titleHidden = false,
  description,
  actions,
  children,
  padded = true,
  level = 2,
  id,
  tone,
  className,
}: Props) {
  const headingId = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  const headed = !titleHidden || actions !== undefined || description !== undefined
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={cx(
        'min-w-0 overflow-clip rounded-lg border border-line bg-surface',
        tone !== undefined && edges[tone],
        className,
      )}
    >
      <div
        className={cx(
          headed && 'flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-1.5',
        )}
      >
        {/* With no room for this much beside them, the actions go below. */}
        <div className={cx('min-w-0 flex-1', description === undefined ? 'basis-36' : 'basis-60')}>
          <Heading id={headingId} className={titleHidden ? 'sr-only' : 'text-sm font-semibold wrap-anywhere'}>
            {title}
          </Heading>
          {description !== undefined && <div className="text-xs text-ink-3">{description}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      <div className={padded ? 'p-4' : 'edge-to-edge'}>{children}</div>
    </section>
  )
}
