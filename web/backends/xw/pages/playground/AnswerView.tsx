import { useState } from 'react'
import { CircleStop, Code, Download, RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { HeldBackNote } from '@/kit/HeldBackNote.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { fileName, saveFile } from '@/lib/saveFile.ts'
import { plainLines } from '@/lib/serverText.ts'
import { Button } from '@/ui/Button.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { splitThinking } from '../../schema/thinking.ts'
import { problemOf } from '../../talks/keptProblem.ts'
import { type Answer, isUnderWay } from '../../talks/talk.ts'
import { AnswerFiguresLine } from './AnswerFiguresLine.tsx'
import { AnswerNotes } from './AnswerNotes.tsx'
import { AnswerStateBadge } from './AnswerStateBadge.tsx'
import { MarkdownText } from './markdown/MarkdownText.tsx'
import { ThinkingView } from './ThinkingView.tsx'
import { ToolCallsView } from './ToolCallsView.tsx'
import { Walk } from './Walk.tsx'

/** In characters: more than this is drawn only when asked for. */
const drawnAtOnce = 200_000

interface Props {
  readonly answer: Answer
  readonly onStop: () => void
  /** Null: it cannot be asked again now, and `whyNot` says why. */
  readonly onAgain: (() => void) | null
  readonly whyNot?: string | null
  /** Among the answers to the same prompt. */
  readonly place?: { readonly index: number; readonly count: number; readonly onShow: (index: number) => void }
}

/** One answer: who gave it, how fast, what it thought, what it says, and what went wrong. */
export function AnswerView({ answer, onStop, onAgain, whyNot = null, place }: Props) {
  const t = useTranslations('playground.answer')
  const format = useFormat()
  const [isRaw, setRaw] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const { target, form } = answer
  const underWay = isUnderWay(answer)
  const isPlain = form === 'completion'
  const split = isPlain
    ? { thinking: '', answer: answer.text, isThinking: false }
    : splitThinking(answer.text, underWay)
  const thinking = [answer.reasoning, split.thinking].filter((part) => part !== '').join('\n\n')
  const isThinking = underWay && (split.isThinking || (answer.reasoning !== '' && split.answer === ''))
  const raw = isRaw ? (answer.reasoning === '' ? answer.text : `${answer.reasoning}\n\n${answer.text}`) : split.answer
  const shown = isWhole ? raw : raw.slice(0, drawnAtOnce)
  const names = { name: inSentence(target.alias), server: inSentence(target.label) }

  return (
    <article
      aria-label={t('label', names)}
      aria-busy={underWay}
      className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-surface p-3"
    >
      <header className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <ServerText text={target.alias} max={60} className="font-medium" />
        <ServerText text={target.label} max={40} className="text-ink-3" />
        {form === 'messages' && <span className="text-xs text-ink-3">{t('messagesForm')}</span>}
        <AnswerStateBadge answer={answer} />
        <span className="ms-auto flex items-center gap-0.5">
          {place && place.count > 1 && (
            <Walk
              index={place.index}
              count={place.count}
              previousLabel={t('previous', names)}
              nextLabel={t('next', names)}
              onGo={place.onShow}
            />
          )}
          <IconButton size="sm" icon={Code} label={t('raw', names)} pressed={isRaw} onClick={() => setRaw(!isRaw)} />
          <CopyButton text={split.answer} label={t('copy', names)} />
          {underWay ? (
            <IconButton size="sm" icon={CircleStop} label={t('stop', names)} onClick={onStop} />
          ) : (
            <IconButton
              size="sm"
              icon={RotateCw}
              label={t('again', names)}
              disabledReason={whyNot}
              onClick={() => onAgain?.()}
            />
          )}
        </span>
      </header>
      {underWay && <HeldBackNote server={{ kind: 'xw', id: target.server }} />}
      {thinking !== '' && !isRaw && <ThinkingView text={thinking} isThinking={isThinking} />}
      {shown !== '' &&
        (isRaw || isPlain ? (
          <div className="font-mono text-sm wrap-anywhere whitespace-pre-wrap">{plainLines(shown)}</div>
        ) : (
          <MarkdownText text={shown} />
        ))}
      {raw.length > shown.length && (
        <div className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
          <span>{t('more', { shown: format.number(shown.length), total: format.number(raw.length) })}</span>
          <Button size="sm" onClick={() => setWhole(true)} disabledReason={underWay ? t('moreLater') : null}>
            {t('showAll')}
          </Button>
          <Button size="sm" icon={Download} onClick={() => save(answer, raw)}>
            {t('save')}
          </Button>
        </div>
      )}
      {answer.tools.length > 0 && <ToolCallsView tools={answer.tools} />}
      {answer.problem && (
        <ProblemNotice
          problem={problemOf(answer.problem, target)}
          onRetry={whyNot === null ? (onAgain ?? undefined) : undefined}
        />
      )}
      <AnswerNotes answer={answer} hasText={split.answer !== '' || thinking !== ''} />
      <AnswerFiguresLine answer={answer} />
    </article>
  )
}

function save({ target }: Answer, text: string): void {
  saveFile(new Blob([text], { type: 'text/markdown' }), fileName([target.alias, 'answer'], 'md'))
}
