import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { HeldBackNote } from '@/kit/HeldBackNote.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { cx } from '@/ui/cx.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { Sparkline } from '@/ui/Sparkline.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { paths } from '../../paths.ts'
import { PullBar } from '../../pulls/PullBar.tsx'
import { usePullNames } from '../../pulls/pullNames.ts'
import { isOver, isStreaming } from '../../pulls/pullState.ts'
import type { PullState } from '../../pulls/pullState.ts'
import { toldOf } from '../../pulls/pullTabs.ts'
import { pullTone } from '../../pulls/pullTone.ts'
import { PullButtons } from './PullButtons.tsx'
import { PullLogView } from './PullLogView.tsx'
import { PullSentence } from './PullSentence.tsx'

interface Props {
  readonly pull: PullState
  readonly isLogOpen: boolean
  readonly onLogOpenChange: (isOpen: boolean) => void
}

/** One pull of this tab, with everything that is known of it. */
export function PullItem({ pull, isLogOpen, onLogOpenChange }: Props) {
  const t = useTranslations('pulls')
  const pages = useTranslations('pullPages')
  const namesOf = usePullNames()
  const { phase, model, server } = pull
  const names = namesOf(pull)
  // Before anything has come there is nothing to draw, but that it has been asked for.
  const hasFigures = pull.progress !== null || isStreaming(phase) || phase.kind === 'finished'
  return (
    <article aria-label={t('name', names)} className="flex min-w-0 flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="min-w-0 flex-1 basis-56 text-sm">
          <Link to={paths.serverModel} params={{ server, model }} className={quietLinkClass}>
            <ServerText text={model} mono max={120} />
          </Link>{' '}
          <span className="text-ink-3">{t('on', names)}</span>
        </h3>
        <StatusBadge tone={pullTone[phase.kind]}>{t(`phase.${phase.kind}`)}</StatusBadge>
        <PullButtons pull={pull} />
      </div>
      {hasFigures && <PullBar pull={{ ...toldOf(pull), tab: null }} />}
      {hasFigures && <PullFigures pull={pull} />}
      <PullSentence pull={pull} />
      {isStreaming(phase) && <HeldBackNote server={{ kind: 'xw', id: server }} />}
      {isLogOpen || pull.attempts > 0 ? (
        <Disclosure summary={pages('log.title')} open={isLogOpen} onOpenChange={onLogOpenChange}>
          {isLogOpen && <PullLogView pull={pull} />}
        </Disclosure>
      ) : null}
    </article>
  )
}

function PullFigures({ pull }: { readonly pull: PullState }) {
  const t = useTranslations('pulls')
  const f = useFormat()
  const { phase, progress, highest, speed, speeds, etaMs, attempts } = pull
  const isMeasuring = isStreaming(phase)
  const hasDropped = progress !== null && highest > progress.percent
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-3 xl:grid-cols-[6rem_12rem_auto_9rem_7rem_1fr]">
      <Fact label={t('done')}>
        <span className="text-lg font-semibold">
          {progress === null ? (phase.kind === 'finished' ? f.percent(100) : '–') : f.percent(progress.percent)}
        </span>
      </Fact>
      <Fact label={t('of')}>{progress === null ? '–' : f.bytesOf(progress.doneBytes, progress.totalBytes)}</Fact>
      {isMeasuring && (
        // On a phone the picture needs both columns.
        <Fact label={t('speed')} hint={t('speedHint')} className="max-sm:col-span-2">
          <span className="flex items-center gap-3">
            <span className="min-w-20">{speed === null ? t('unknown') : f.rate(speed)}</span>
            {speeds.some((point) => point !== null) && (
              <Sparkline
                points={speeds}
                width={96}
                height={20}
                label={t('speedOf', { rate: speed === null ? t('unknown') : f.rate(speed) })}
              />
            )}
          </span>
        </Fact>
      )}
      {isMeasuring && <Fact label={t('eta')}>{etaMs === null ? t('unknown') : f.duration(etaMs)}</Fact>}
      {hasDropped && !isOver(phase) && (
        <Fact label={t('highest')} hint={t('dropped', { percent: f.percent(highest) })}>
          {f.percent(highest)}
        </Fact>
      )}
      {attempts > 1 && <Fact label={t('attempts')}>{f.number(attempts)}</Fact>}
    </dl>
  )
}

function Fact({
  label,
  hint,
  className,
  children,
}: {
  readonly label: string
  readonly hint?: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <div className={cx('min-w-0', className)}>
      <dt className="text-xs text-ink-3" title={hint}>
        {label}
      </dt>
      <dd className="flex min-h-7 items-center tabular-nums">{children}</dd>
    </div>
  )
}
