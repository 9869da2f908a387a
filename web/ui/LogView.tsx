import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { plainText } from '@/lib/serverText.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

export interface LogLine {
  readonly key: string | number
  readonly text: string
  readonly time?: string | undefined
  readonly tone?: Tone | undefined
}

interface Props {
  readonly lines: readonly LogLine[]
  readonly label: string
  /** Stays at the newest line until the operator scrolls up. */
  readonly follow?: boolean
  readonly height?: string
  readonly empty?: ReactNode
  readonly className?: string
}

const lineHeight = 20
const longest = 4000
const tones = { good: 'text-good', warn: 'text-warn', bad: 'text-bad', busy: 'text-busy', idle: 'text-ink-3' } as const

/** Lines as they come; only those in sight are in the document. */
export function LogView({ lines, label, follow = true, height = '20rem', empty, className }: Props) {
  const t = useTranslations('ui')
  const scroller = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(follow)
  // oxlint-disable-next-line react/incompatible-library -- there is no compiler that would memoize it
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    useFlushSync: false,
  })
  const total = virtualizer.getTotalSize()

  useLayoutEffect(() => {
    if (atEnd && scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [atEnd, total])

  return (
    <div className={cx('relative min-w-0', className)}>
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Every line read out would be a flood; who wants them walks through them.
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must do so with the keyboard too
        tabIndex={0}
        style={{ height }}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
          setAtEnd(scrollHeight - scrollTop - clientHeight < lineHeight)
        }}
        className="overflow-auto rounded-md border border-line bg-bg py-1 font-mono text-xs focus-visible:-outline-offset-2"
      >
        {lines.length === 0 && <p className="px-3 py-1 font-sans text-ink-3">{empty ?? t('log.empty')}</p>}
        <div className="relative w-max min-w-full" style={{ height: total }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index]
            if (!line) return null
            return (
              <div
                key={line.key}
                style={{ height: lineHeight, transform: `translateY(${item.start}px)` }}
                className={cx(
                  'absolute start-0 top-0 flex gap-3 px-3 leading-5 whitespace-pre',
                  line.tone && tones[line.tone],
                )}
              >
                {line.time !== undefined && <span className="text-ink-3 tabular-nums select-none">{line.time}</span>}
                <bdi>{plainText(line.text.slice(0, longest * 4), longest)}</bdi>
              </div>
            )
          })}
        </div>
      </div>
      {!atEnd && lines.length > 0 && (
        <Button
          size="sm"
          icon={ArrowDown}
          className="absolute end-4 bottom-3"
          onClick={() => {
            setAtEnd(true)
          }}
        >
          {t('log.follow')}
        </Button>
      )}
    </div>
  )
}
