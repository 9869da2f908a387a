import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { setDraft, useDrafts } from '../../talks/drafts.ts'
import { EmbeddingResult } from './EmbeddingResult.tsx'
import type { ChosenTarget } from './useTargets.ts'

const firstKey = 'embeddings/first'
const secondKey = 'embeddings/second'

/** Two texts as vectors, and how alike they are. */
export function EmbeddingsPane({ chosen }: { readonly chosen: readonly ChosenTarget[] }) {
  const t = useTranslations('playground')
  const first = useDrafts(({ prompts }) => prompts[firstKey] ?? '')
  const second = useDrafts(({ prompts }) => prompts[secondKey] ?? '')
  const [asked, setAsked] = useState<{ readonly texts: readonly string[]; readonly round: number } | null>(null)
  const ready = chosen.flatMap((one) => (one.asked === null ? [] : [one.asked]))
  const texts = [first, second].filter((text) => text.trim() !== '')
  const whyNot =
    chosen.length === 0
      ? t('prompt.noTarget')
      : ready.length === 0
        ? t('prompt.noneReady')
        : texts.length === 0
          ? t('embeddings.empty')
          : null
  return (
    <section aria-label={t('embeddings.label')} className="flex min-w-0 flex-col gap-4">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (whyNot === null) setAsked((before) => ({ texts, round: (before?.round ?? 0) + 1 }))
        }}
      >
        <div className="grid gap-3 md:grid-cols-2">
          <TextField
            label={t('embeddings.first')}
            multiline={4}
            value={first}
            onValueChange={(text) => setDraft(firstKey, text)}
          />
          <TextField
            label={t('embeddings.second')}
            multiline={4}
            value={second}
            onValueChange={(text) => setDraft(secondKey, text)}
          />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="primary" disabledReason={whyNot}>
            {t('embeddings.send')}
          </Button>
          <p className="text-xs text-ink-3">{t('embeddings.hint')}</p>
        </div>
      </form>
      {asked === null ? (
        <EmptyState compact title={t('embeddings.none')} />
      ) : (
        ready.map(({ at, target }) => (
          <EmbeddingResult key={`${at.id}/${target.alias}`} at={at} target={target} asked={asked} />
        ))
      )}
    </section>
  )
}
