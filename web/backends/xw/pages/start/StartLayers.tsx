import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Layer } from '../../starts/startState.ts'

/** The layers of the image that is being downloaded, a row each. */
export function StartLayers({ layers }: { readonly layers: readonly Layer[] }) {
  const t = useTranslations('starts.layers')
  const f = useFormat()
  const done = layers.filter(({ isDone }) => isDone).length
  const known = layers.filter(({ totalBytes }) => totalBytes !== null)
  const total = known.reduce((sum, { totalBytes }) => sum + (totalBytes ?? 0), 0)
  const have = known.reduce((sum, { doneBytes }) => sum + (doneBytes ?? 0), 0)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-xs text-ink-2 tabular-nums">
        {t('count', { done, total: layers.length })}
        {total > 0 && ` · ${f.bytesOf(have, total)}`}
      </p>
      <ul aria-label={t('label')} className="grid max-h-80 gap-x-8 gap-y-1.5 overflow-y-auto pe-2 lg:grid-cols-2">
        {layers.map((layer) => (
          <LayerRow key={layer.id} layer={layer} />
        ))}
      </ul>
    </div>
  )
}

function LayerRow({ layer: { id, words, doneBytes, totalBytes, isDone } }: { readonly layer: Layer }) {
  const t = useTranslations('starts.layers')
  const f = useFormat()
  const figures = totalBytes === null ? null : f.bytesOf(doneBytes, totalBytes)
  const percent = isDone ? 100 : totalBytes === null || doneBytes === null ? null : (doneBytes / totalBytes) * 100
  const isWaiting = percent === null && /^(?:waiting|pulling fs layer)/i.test(words)
  return (
    <li className="flex min-w-0 items-center gap-3 text-xs">
      <ServerText text={id} max={14} mono className="basis-24 shrink-0 truncate text-ink-2" />
      <ProgressBar
        size="sm"
        value={isWaiting ? 0 : percent}
        tone={isDone ? 'good' : 'busy'}
        label={t('layer', { id: inSentence(id, 14) })}
        text={[inSentence(words, 40), figures].filter(Boolean).join(' ')}
      />
      <span className="basis-36 shrink-0 text-end text-ink-3 tabular-nums">
        {figures !== null && !isDone ? figures : <ServerText text={words} max={24} />}
      </span>
    </li>
  )
}
