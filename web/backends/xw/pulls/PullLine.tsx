import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { usePullNames } from './pullNames.ts'
import { PullBar } from './PullBar.tsx'
import type { ShownPull } from './pullList.ts'
import { pullTone } from './pullTone.ts'

/** One pull in two lines, for small places. */
export function PullLine({ pull }: { readonly pull: ShownPull }) {
  const t = useTranslations('pulls')
  const f = useFormat()
  const namesOf = usePullNames()
  const { phase, percent, doneBytes, totalBytes, speed, etaMs, tab } = pull
  const figures = [
    doneBytes === null ? null : f.bytesOf(doneBytes, totalBytes),
    speed === null ? null : f.rate(speed),
    etaMs === null ? null : f.duration(etaMs),
    tab === null ? null : t('inAnotherTab'),
  ].filter((figure) => figure !== null)
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate">
          <ServerText text={pull.model} mono max={60} /> <span className="text-ink-3">{t('on', namesOf(pull))}</span>
        </span>
        {percent !== null && <span className="tabular-nums">{f.percent(percent)}</span>}
      </div>
      <PullBar pull={pull} size="sm" />
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-ink-3">
        <StatusBadge tone={pullTone[phase]} className="text-xs">
          {t(`phase.${phase}`)}
        </StatusBadge>
        <span className="tabular-nums">{figures.join(' · ')}</span>
      </div>
    </div>
  )
}
