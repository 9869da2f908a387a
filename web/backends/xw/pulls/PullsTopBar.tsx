import { Link } from '@tanstack/react-router'
import { ArrowDownToLine, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Popover } from '@/ui/Popover.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../paths.ts'
import { PullLine } from './PullLine.tsx'
import { goesOn, needsOperator, overallPercent, useAllPulls } from './pullList.ts'
import type { ShownPull } from './pullList.ts'

const LISTED = 6

/** In the top bar while there is something to tell: how many pulls, how far they are, and which need the operator. */
export function PullsTopBar() {
  const t = useTranslations('pulls')
  const f = useFormat()
  const all = useAllPulls()
  const [open, setOpen] = useState(false)
  const active = all.filter(goesOn)
  const trouble = all.filter((pull) => needsOperator(pull) && pull.tab === null)
  // The popover must not close under the operator because the last pull has just finished.
  if (active.length === 0 && trouble.length === 0 && !open) return null

  const percent = overallPercent(active)
  const name =
    active.length === 0
      ? t('topBarTrouble', { count: trouble.length })
      : percent === null
        ? t('topBarUnknown', { count: active.length })
        : t('topBar', { count: active.length, percent: f.percent(percent) })

  const trigger = (
    <button
      type="button"
      aria-label={name}
      className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-hover aria-expanded:bg-hover"
    >
      {active.length > 0 ? <Ring percent={percent} /> : <TriangleAlert aria-hidden className="size-4 text-warn" />}
      {active.length > 0 && percent !== null && <span className="tabular-nums">{f.percent(percent)}</span>}
      <span className="hidden md:inline">
        {active.length > 0 ? t('count', { count: active.length }) : t('topBarTrouble', { count: trouble.length })}
      </span>
      {active.length > 0 && trouble.length > 0 && <TriangleAlert aria-hidden className="size-4 text-warn" />}
    </button>
  )
  return (
    <Popover trigger={trigger} title={t('title')} align="end" onOpenChange={setOpen} className="w-96">
      {(close) => (
        <>
          <Listed pulls={[...trouble, ...active]} />
          <div className="flex flex-col gap-1 border-t border-line px-4 py-2.5 text-xs text-ink-2">
            {active.length > 0 && <p>{t('leaving')}</p>}
            <Link to={paths.pulls} className={linkClass} onClick={close}>
              {t('all')}
            </Link>
          </div>
        </>
      )}
    </Popover>
  )
}

function Listed({ pulls }: { readonly pulls: readonly ShownPull[] }) {
  const t = useTranslations('pulls')
  if (pulls.length === 0) return <p className="px-4 py-3 text-sm text-ink-3">{t('none')}</p>
  return (
    <ul className="divide-y divide-line">
      {pulls.slice(0, LISTED).map((pull) => (
        <li key={pull.key} className="px-4 py-2.5">
          <PullLine pull={pull} />
        </li>
      ))}
      {pulls.length > LISTED && (
        <li className="px-4 py-2 text-xs text-ink-3">{t('moreInList', { count: pulls.length - LISTED })}</li>
      )}
    </ul>
  )
}

const RADIUS = 7
const AROUND = 2 * Math.PI * RADIUS

/** For the eye only; the button's name says the same. */
function Ring({ percent }: { readonly percent: number | null }) {
  if (percent === null) return <ArrowDownToLine aria-hidden className="size-4 text-busy" />
  return (
    <svg aria-hidden viewBox="0 0 18 18" className="size-4.5 -rotate-90" fill="none" strokeWidth={2.5}>
      <circle cx={9} cy={9} r={RADIUS} className="stroke-line-strong" />
      <circle
        cx={9}
        cy={9}
        r={RADIUS}
        className="stroke-accent"
        strokeDasharray={`${(Math.min(Math.max(percent, 0), 100) / 100) * AROUND} ${AROUND}`}
      />
    </svg>
  )
}
