import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/ui/IconButton.tsx'

interface Props {
  /** From 0. */
  readonly index: number
  readonly count: number
  readonly previousLabel: string
  readonly nextLabel: string
  readonly onGo: (index: number) => void
}

/** From one version to the next. */
export function Walk({ index, count, previousLabel, nextLabel, onGo }: Props) {
  const t = useTranslations('playground.walk')
  return (
    <>
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={previousLabel}
        disabledReason={index <= 0 ? t('first') : null}
        onClick={() => onGo(index - 1)}
      />
      <span className="text-xs text-ink-2 tabular-nums">{t('place', { index: index + 1, count })}</span>
      <IconButton
        size="sm"
        icon={ChevronRight}
        label={nextLabel}
        disabledReason={index >= count - 1 ? t('last') : null}
        onClick={() => onGo(index + 1)}
      />
    </>
  )
}
