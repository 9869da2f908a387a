import { MessagesSquare } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { answerTurn, type AskedTarget, sendPrompt, stopAnswer } from '../../talks/answering.ts'
import { draftKeyOf, setDraft, useDrafts } from '../../talks/drafts.ts'
import { isUnderWay, type Talk, targetKey, type Turn } from '../../talks/talk.ts'
import { talks, useTalks } from '../../talks/talks.ts'
import { chooseTurn, pathOf, showAnswer, shownAnswer, versionsOf } from '../../talks/talkTree.ts'
import { PromptBox } from './PromptBox.tsx'
import { ScrollBox } from './ScrollBox.tsx'
import { TurnView } from './TurnView.tsx'
import type { ChosenTarget } from './useTargets.ts'
import { useStickToEnd } from './useStickToEnd.ts'

interface Props {
  readonly talk: Talk
  readonly form: 'chat' | 'messages'
  readonly chosen: readonly ChosenTarget[]
  /** The first prompt makes it one that is kept. */
  readonly onBegun: () => void
}

/** A conversation, and where it goes on. */
export function TalkPane({ talk, form, chosen, onBegun }: Props) {
  const t = useTranslations('playground')
  const draft = useDrafts(({ prompts }) => prompts[draftKeyOf(talk)] ?? '')
  const box = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useStickToEnd(box, content)

  const isShared = useTalks(({ shared }) => shared.includes(talk.id))
  const path = pathOf(talk)
  const asked = chosen.flatMap((one) => (one.asked === null ? [] : [one.asked]))
  const underWay = path
    .flatMap(({ columns }) => columns.flatMap(({ answers }) => answers))
    .filter((answer) => isUnderWay(answer))
  const whyNot =
    chosen.length === 0
      ? t('prompt.noTarget')
      : asked.length === 0
        ? t('prompt.noneReady')
        : underWay.length > 0
          ? t('prompt.answering')
          : null

  const send = (prompt: string, parent: string | null) => {
    sendPrompt(talk.id, prompt, parent, form, asked)
    onBegun()
    // Who sends wants to see the answer, wherever in the conversation that was.
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  const stop = () => {
    for (const { id } of underWay) stopAnswer(id)
  }
  const askedFor = useCallback(
    (key: string) => chosen.find((one) => one.asked && targetKey(one.asked.target) === key)?.asked ?? null,
    [chosen],
  )

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape stops, wherever the focus is in it
    <section
      aria-label={t('talk.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !event.nativeEvent.isComposing) stop()
      }}
      className="flex h-[calc(100dvh-16.5rem)] min-h-[30rem] min-w-0 flex-col rounded-lg border border-line bg-bg"
    >
      <ScrollBox boxRef={box} label={t('talk.turns')} className="min-h-0 flex-1 overflow-y-auto">
        <div ref={content} className="flex flex-col gap-5 p-3 sm:p-4">
          {path.length === 0 && (
            <EmptyState icon={MessagesSquare} title={t('talk.empty')}>
              {t('talk.emptyBody')}
            </EmptyState>
          )}
          {path.map((turn, index) => (
            <TurnView
              key={turn.id}
              turn={turn}
              number={index + 1}
              versions={versionsOf(talk, turn.parent)}
              askedFor={askedFor}
              whyNotEdit={whyNot}
              onEdit={(prompt) => {
                send(prompt, turn.parent)
                area.current?.focus()
              }}
              onVersion={(version: Turn) => talks().change(talk.id, (now) => chooseTurn(now, version))}
              onAgain={(one: AskedTarget) => answerTurn(talk.id, turn.id, form, one)}
              onShow={(key, shown) => talks().change(talk.id, (now) => showAnswer(now, turn.id, key, shown))}
            />
          ))}
        </div>
      </ScrollBox>
      <div className="shrink-0 border-t border-line p-3">
        <Spoken path={path} />
        {isShared && <output className="mb-2 block text-xs text-ink-2">{t('talk.shared')}</output>}
        <PromptBox
          areaRef={area}
          label={t('prompt.label')}
          value={draft}
          onValueChange={(value) => setDraft(draftKeyOf(talk), value)}
          onSend={() => {
            setDraft(draftKeyOf(talk), '')
            send(draft, path.at(-1)?.id ?? null)
          }}
          sendLabel={t('prompt.send')}
          whyNot={whyNot ?? (draft.trim() === '' ? t('prompt.empty') : null)}
          isAnswering={underWay.length > 0}
          onStop={stop}
          hint={t('prompt.hint')}
        />
      </div>
    </section>
  )
}

/** For those who do not see it: that an answer began, and how it ended; not each word. */
function Spoken({ path }: { readonly path: readonly Turn[] }) {
  const t = useTranslations('playground.spoken')
  const format = useFormat()
  const answers = (path.at(-1)?.columns ?? []).flatMap((column) => shownAnswer(column) ?? [])
  const namesOf = (those: typeof answers) => format.list(those.map(({ target }) => inSentence(target.alias)))
  const writing = answers.filter(isUnderWay)
  const failed = answers.filter(({ state }) => state === 'failed')
  const isCut = answers.some(({ state }) => state === 'stopped' || state === 'interrupted')
  const words =
    answers.length === 0
      ? ''
      : writing.length > 0
        ? t('writing', { names: namesOf(writing) })
        : failed.length > 0
          ? t('failed', { names: namesOf(failed) })
          : t(isCut ? 'stopped' : 'done', { names: namesOf(answers) })
  return <output className="sr-only">{words}</output>
}
