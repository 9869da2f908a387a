import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import { usePullNames } from './pullNames.ts'
import type { ShownPull } from './pullList.ts'
import { pullTone } from './pullTone.ts'

interface Props {
  readonly pull: ShownPull
  readonly size?: 'sm' | 'md'
}

/** How far one pull is. Moves without a figure while the server has not told any. */
export function PullBar({ pull, size = 'md' }: Props) {
  const t = useTranslations('pulls')
  const f = useFormat()
  const namesOf = usePullNames()
  const { phase, percent, highest } = pull
  const tone = pullTone[phase]
  const isOpen = phase === 'starting' || phase === 'downloading' || phase === 'verifying'
  // Before its first figure only an open stream moves; what waits or has ended shows how far it came.
  const value = percent ?? (isOpen ? null : highest)
  return (
    <ProgressBar
      value={value}
      size={size}
      tone={tone === 'busy' ? 'accent' : tone}
      label={t('bar', namesOf(pull))}
      text={
        percent === null
          ? t(`phase.${phase}`)
          : t('barText', { percent: f.percent(percent), phase: t(`phase.${phase}`) })
      }
    />
  )
}
