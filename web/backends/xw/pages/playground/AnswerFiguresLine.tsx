import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { answerFigures } from '../../talks/answerFigures.ts'
import { type Answer, isUnderWay } from '../../talks/talk.ts'

/** How long it took and how much it was. What is estimated is said to be. */
export function AnswerFiguresLine({ answer }: { readonly answer: Answer }) {
  const t = useTranslations('playground.figures')
  const format = useFormat()
  const figures = answerFigures(answer)
  const { firstMs, totalMs, inputTokens, outputTokens, tokensPerSecond, isEstimate } = figures
  if (isUnderWay(answer) || outputTokens === null) return null
  const items = [
    firstMs !== null && { name: t('first'), value: seconds(firstMs) },
    tokensPerSecond !== null && {
      name: t('speed'),
      value: t(isEstimate ? 'aboutPerSecond' : 'perSecond', { n: format.number(tokensPerSecond, 1) }),
    },
    { name: t('output'), value: t(isEstimate ? 'about' : 'tokens', { n: outputTokens }) },
    inputTokens !== null && { name: t('input'), value: t('tokens', { n: inputTokens }) },
    totalMs !== null && { name: t('total'), value: seconds(totalMs) },
  ].filter((item) => item !== false)

  function seconds(ms: number): string {
    return t('seconds', { n: format.number(ms / 1000, ms < 10_000 ? 2 : 1) })
  }

  return (
    <>
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-3 tabular-nums">
        {items.map(({ name, value }) => (
          <div key={name} className="flex gap-1">
            <dt>{name}</dt>
            <dd className="text-ink-2">{value}</dd>
          </div>
        ))}
      </dl>
      {isEstimate && <p className="text-xs text-ink-3">{t('estimate')}</p>}
    </>
  )
}
