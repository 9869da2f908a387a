import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type CopyOutcome, copyText } from './copyText.ts'
import { IconButton } from './IconButton.tsx'

interface Props {
  readonly text: string
  /** What is copied, as "Copy the path". */
  readonly label?: string
  readonly className?: string
}

const shownMs = 2000

export function CopyButton({ text, label, className }: Props) {
  const t = useTranslations('ui')
  const [outcome, setOutcome] = useState<CopyOutcome>()

  useEffect(() => {
    if (outcome === undefined) return undefined
    const timer = setTimeout(() => setOutcome(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [outcome])

  const icon = outcome === 'copied' ? Check : outcome === 'failed' ? X : Copy
  return (
    <>
      <IconButton
        size="sm"
        icon={icon}
        label={label ?? t('copy.copy')}
        className={className}
        onClick={() => {
          void copyText(text).then(setOutcome)
        }}
      />
      <output className="sr-only">{outcome === undefined ? '' : t(`copy.${outcome}`)}</output>
    </>
  )
}
