import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { plainLines } from '@/lib/serverText.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { ScrollBox } from './ScrollBox.tsx'

interface Props {
  readonly text: string
  readonly isThinking: boolean
}

/** In characters: the end of a long thought is what is being thought. */
const drawn = 100_000

/** Open while the model thinks, folded when it answers; after that as the reader wants it. */
export function ThinkingView({ text, isThinking }: Props) {
  const t = useTranslations('playground.answer')
  const [wanted, setWanted] = useState<boolean | null>(null)
  const open = wanted ?? isThinking
  return (
    <Disclosure
      summary={isThinking ? t('thinking') : t('thought')}
      open={open}
      onOpenChange={(next) => {
        // Folding by itself tells of the change too.
        if (next !== open) setWanted(next)
      }}
      className="text-sm"
    >
      <ScrollBox
        label={t('thought')}
        className="max-h-80 overflow-y-auto border-s-2 border-line ps-3 wrap-anywhere whitespace-pre-wrap text-ink-2"
      >
        {plainLines(text.slice(-drawn))}
      </ScrollBox>
    </Disclosure>
  )
}
