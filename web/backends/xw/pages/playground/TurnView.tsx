import { Pencil } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { plainLines } from '@/lib/serverText.ts'
import { Button } from '@/ui/Button.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { cx } from '@/ui/cx.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { type AskedTarget, stopAnswer } from '../../talks/answering.ts'
import { setDraft, useDrafts } from '../../talks/drafts.ts'
import { targetKey, type Turn } from '../../talks/talk.ts'
import { shownAnswer } from '../../talks/talkTree.ts'
import { AnswerView } from './AnswerView.tsx'
import { focusFirst } from './focusFirst.ts'
import { columnsClass } from './columnsClass.ts'
import { Walk } from './Walk.tsx'

interface Props {
  readonly turn: Turn
  readonly number: number
  /** The versions of its prompt, oldest first. */
  readonly versions: readonly Turn[]
  readonly askedFor: (key: string) => AskedTarget | null
  readonly onEdit: (prompt: string) => void
  /** Why an edited prompt cannot be sent. */
  readonly whyNotEdit: string | null
  readonly onVersion: (turn: Turn) => void
  readonly onAgain: (asked: AskedTarget) => void
  readonly onShow: (key: string, index: number) => void
}

/** A prompt and what was answered to it, side by side. */
export function TurnView(props: Props) {
  const { turn, number, versions, askedFor, onEdit, whyNotEdit, onVersion, onAgain, onShow } = props
  const t = useTranslations('playground.turn')
  const draftKey = `edit/${turn.id}`
  const draft = useDrafts(({ prompts }) => prompts[draftKey])
  const [isEditing, setEditing] = useState(draft !== undefined)
  const text = draft ?? turn.prompt
  const isLeaving = useRef(false)

  const leave = () => {
    setDraft(draftKey, '')
    setEditing(false)
  }

  return (
    <section aria-label={t('label', { n: number })} className="flex min-w-0 flex-col gap-3">
      <div className="flex min-w-0 flex-col gap-1 rounded-lg bg-accent-soft px-3 py-2">
        {isEditing ? (
          <form
            ref={focusFirst}
            className="flex flex-col gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              leave()
              onEdit(text)
            }}
          >
            <TextField
              label={t('editLabel', { n: number })}
              description={t('editHint')}
              multiline={4}
              value={text}
              onValueChange={(value) => setDraft(draftKey, value)}
            />
            <div className="flex gap-2">
              <Button type="submit" tone="primary" disabledReason={text.trim() === '' ? t('empty') : whyNotEdit}>
                {t('sendEdit')}
              </Button>
              <Button
                onClick={() => {
                  isLeaving.current = true
                  leave()
                }}
              >
                {t('cancel')}
              </Button>
            </div>
          </form>
        ) : (
          <div className="flex min-w-0 items-start gap-2">
            <div className="max-h-96 min-w-0 flex-1 overflow-y-auto wrap-anywhere whitespace-pre-wrap text-ink">
              {plainLines(turn.prompt)}
            </div>
            <span className="flex shrink-0 items-center gap-0.5">
              {versions.length > 1 && (
                <Walk
                  index={versions.indexOf(turn)}
                  count={versions.length}
                  previousLabel={t('previousVersion', { n: number })}
                  nextLabel={t('nextVersion', { n: number })}
                  onGo={(index) => {
                    const to = versions[index]
                    if (to) onVersion(to)
                  }}
                />
              )}
              <CopyButton text={turn.prompt} label={t('copy', { n: number })} />
              <IconButton
                size="sm"
                icon={Pencil}
                label={t('edit', { n: number })}
                ref={(button) => {
                  // Where the focus was before the form was opened.
                  if (button && isLeaving.current) button.focus()
                  isLeaving.current = false
                }}
                onClick={() => setEditing(true)}
              />
            </span>
          </div>
        )}
      </div>
      <div className={cx('grid min-w-0 items-start gap-3', columnsClass(turn.columns.length))}>
        {turn.columns.map((column) => {
          const answer = shownAnswer(column)
          if (answer === undefined) return null
          const key = targetKey(column.target)
          const asked = askedFor(key)
          return (
            <AnswerView
              key={key}
              answer={answer}
              onStop={() => stopAnswer(answer.id)}
              onAgain={asked && (() => onAgain(asked))}
              whyNot={asked ? null : t('cannotAsk')}
              place={{
                index: column.answers.indexOf(answer),
                count: column.answers.length,
                onShow: (index) => onShow(key, index),
              }}
            />
          )
        })}
      </div>
    </section>
  )
}
