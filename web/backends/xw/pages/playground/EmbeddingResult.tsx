import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { cosineSimilarity, euclideanNorm } from '@/lib/cosine.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { embeddingsOf } from '../../queriesPlayground.ts'
import type { Target } from '../../talks/talk.ts'

interface Props {
  readonly at: Endpoint
  readonly target: Target
  readonly asked: { readonly texts: readonly string[]; readonly round: number }
}

const shownValues = 8

/** What one model made of the texts. */
export function EmbeddingResult({ at, target, asked }: Props) {
  const t = useTranslations('playground.embeddings')
  const format = useFormat()
  const query = useQuery(embeddingsOf(at, target.alias, asked.texts, asked.round))
  return (
    <Panel
      title={
        <>
          <ServerText text={target.alias} max={60} /> <ServerText text={target.label} max={40} className="text-ink-3" />
        </>
      }
    >
      <QueryView query={query} isEmpty={({ vectors }) => vectors.length === 0} empty={<p>{t('noVector')}</p>}>
        {({ vectors, usage }) => (
          <div className="flex flex-col gap-3">
            {asked.texts.length > 1 && <Similarity vectors={vectors} />}
            <ul className="flex flex-col gap-3">
              {vectors.map((vector, index) => {
                const odd = vector.filter((value) => !Number.isFinite(value)).length
                const norm = euclideanNorm(vector)
                return (
                  // eslint-disable-next-line react/no-array-index-key -- in the order of the texts
                  <li key={index} className="min-w-0 text-sm">
                    <p className="text-ink-2">
                      {t('vector', {
                        n: index + 1,
                        dimensions: vector.length,
                        norm: Number.isNaN(norm) ? '–' : format.number(norm, 4),
                      })}
                    </p>
                    {odd > 0 && <p className="text-bad">{t('odd', { n: odd, of: vector.length })}</p>}
                    <p className="font-mono text-xs wrap-anywhere text-ink-3">
                      {vector
                        .slice(0, shownValues)
                        .map((value) => (Number.isNaN(value) ? 'null' : value.toFixed(5)))
                        .join('  ')}
                      {vector.length > shownValues && ' …'}
                    </p>
                  </li>
                )
              })}
            </ul>
            {usage?.inputTokens != null && (
              <p className="text-xs text-ink-3">{t('tokens', { n: usage.inputTokens })}</p>
            )}
          </div>
        )}
      </QueryView>
    </Panel>
  )
}

function Similarity({ vectors }: { readonly vectors: readonly (readonly number[])[] }) {
  const t = useTranslations('playground.embeddings')
  const format = useFormat()
  const [a, b] = vectors
  if (!a || !b) return <p className="text-sm text-bad">{t('oneVector')}</p>
  const similarity = cosineSimilarity(a, b)
  if (similarity !== null) {
    return (
      <p className="text-sm">
        {t('similarity')} <strong className="text-lg font-semibold tabular-nums">{format.number(similarity, 4)}</strong>
        <span className="ms-2 text-xs text-ink-3">{t('scale')}</span>
      </p>
    )
  }
  return (
    <p className="text-sm text-bad">
      {a.length === b.length ? t('undefined') : t('lengths', { first: a.length, second: b.length })}
    </p>
  )
}
