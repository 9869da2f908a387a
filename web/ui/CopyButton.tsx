import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from './IconButton.tsx'

interface Props {
  readonly text: string
  /** What is copied, as "Copy the path". */
  readonly label?: string
  readonly className?: string
}

type Outcome = 'copied' | 'failed'

const shownMs = 2000

export function CopyButton({ text, label, className }: Props) {
  const t = useTranslations('ui')
  const [outcome, setOutcome] = useState<Outcome>()

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
          void copy(text).then(setOutcome)
        }}
      />
      <output className="sr-only">{outcome === undefined ? '' : t(`copy.${outcome}`)}</output>
    </>
  )
}

async function copy(text: string): Promise<Outcome> {
  // Without a secure context there is no clipboard, and consoles often live on plain http in a machine room.
  if (!('clipboard' in navigator)) return copyByHand(text)
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return copyByHand(text)
  }
}

function copyByHand(text: string): Outcome {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  // Beside the button: an open dialog would take the focus back from anything outside of it.
  const place = focused?.parentElement ?? document.body
  place.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return done ? 'copied' : 'failed'
}
