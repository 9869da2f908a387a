import { useTranslations } from 'use-intl'
import { cx } from '@/ui/cx.ts'
import { stopAnswer } from '../../talks/answering.ts'
import { complete, useCompletions } from '../../talks/completions.ts'
import { isUnderWay } from '../../talks/talk.ts'
import { AnswerView } from './AnswerView.tsx'
import { columnsClass } from './columnsClass.ts'
import { PromptBox } from './PromptBox.tsx'
import type { ChosenTarget } from './useTargets.ts'

/** A text that models go on with, without roles and without history. */
export function CompletionPane({ chosen }: { readonly chosen: readonly ChosenTarget[] }) {
  const t = useTranslations('playground')
  const { prompt, answers } = useCompletions()
  const asked = chosen.flatMap((one) => (one.asked === null ? [] : [{ key: one.key, asked: one.asked }]))
  const shown = chosen.flatMap(({ key }) => answers[key] ?? [])
  const underWay = Object.values(answers).filter(isUnderWay)
  const whyNot =
    chosen.length === 0
      ? t('prompt.noTarget')
      : asked.length === 0
        ? t('prompt.noneReady')
        : underWay.length > 0
          ? t('prompt.answering')
          : prompt === ''
            ? t('prompt.empty')
            : null
  return (
    <section aria-label={t('completion.label')} className="flex min-w-0 flex-col gap-4">
      <PromptBox
        label={t('completion.text')}
        value={prompt}
        rows={5}
        onValueChange={(text) => useCompletions.setState({ prompt: text })}
        onSend={() => {
          for (const one of asked) complete(one.asked)
        }}
        sendLabel={t('completion.send')}
        whyNot={whyNot}
        isAnswering={underWay.length > 0}
        onStop={() => {
          for (const { id } of underWay) stopAnswer(id)
        }}
        hint={t('completion.hint')}
      />
      <div className={cx('grid min-w-0 items-start gap-3', columnsClass(shown.length))}>
        {shown.map((answer) => {
          const again = asked.find(({ asked: { target } }) => answers[`${target.server}/${target.alias}`] === answer)
          return (
            <AnswerView
              key={answer.id}
              answer={answer}
              onStop={() => stopAnswer(answer.id)}
              onAgain={again ? () => complete(again.asked) : null}
              whyNot={again ? null : t('turn.cannotAsk')}
            />
          )
        })}
      </div>
    </section>
  )
}
