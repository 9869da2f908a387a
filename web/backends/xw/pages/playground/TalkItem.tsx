import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { fileName, saveFile } from '@/lib/saveFile.ts'
import { Button } from '@/ui/Button.tsx'
import { cx } from '@/ui/cx.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { Menu } from '@/ui/Menu.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { focusFirst } from './focusFirst.ts'
import { stopTalk } from '../../talks/answering.ts'
import type { Talk, TalkHead } from '../../talks/talk.ts'
import { talkFile, talkMarkdown } from '../../talks/talkFile.ts'
import { talks } from '../../talks/talks.ts'

interface Props {
  readonly head: TalkHead
  readonly isCurrent: boolean
  readonly onOpen: (id: string) => void
  /** The one that is shown is gone. */
  readonly onRemoved: () => void
}

/** A conversation in the list, with all that can be done to it. */
export function TalkItem({ head, isCurrent, onOpen, onRemoved }: Props) {
  const t = useTranslations('playground.talks')
  const words = useTranslations('playground.file')
  const format = useFormat()
  const now = useNow(60_000)
  const confirm = useConfirm()
  const [name, setName] = useState<string | null>(null)
  const title = head.title === '' ? t('untitled') : head.title

  const withTalk = async (act: (talk: Talk) => void) => {
    await talks().open(head.id)
    const talk = talks().store.getState().open[head.id]
    if (talk) act(talk)
  }
  const remove = async () => {
    const confirmed = await confirm({
      title: t('removeTitle', { title: inSentence(title) }),
      consequences: [t('removeGone', { n: head.turns })],
      confirmLabel: t('remove'),
      tone: 'danger',
    })
    if (!confirmed) return
    const talk = talks().store.getState().open[head.id]
    if (talk) stopTalk(talk)
    talks().remove(head.id)
    if (isCurrent) onRemoved()
  }
  const rename = (to: string) => {
    setName(null)
    void withTalk(() => {
      talks().change(head.id, (talk) => ({ ...talk, name: to.trim() === '' ? null : to.trim() }))
      talks().keepNow()
    })
  }

  if (name !== null) {
    return (
      <li className="px-2 py-1">
        <form
          ref={focusFirst}
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            rename(name)
          }}
        >
          <TextField className="flex-1" label={t('name')} value={name} onValueChange={setName} />
          <Button type="submit">{t('save')}</Button>
        </form>
      </li>
    )
  }
  return (
    <li className={cx('flex items-center gap-1 rounded-md ps-2 hover:bg-hover', isCurrent && 'bg-hover')}>
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onOpen(head.id)}
        className="flex min-w-0 flex-1 flex-col py-1 text-start"
      >
        <span className={cx('w-full truncate text-sm', isCurrent && 'font-medium')}>{title}</span>
        <span className="text-xs text-ink-3">{format.ago(head.updatedAt, now)}</span>
      </button>
      <Menu
        label={t('actions', { title: inSentence(title) })}
        align="end"
        trigger={<IconButton size="sm" icon={Ellipsis} label={t('actions', { title: inSentence(title) })} />}
        entries={[
          { label: t('rename'), onSelect: () => setName(head.title) },
          {
            label: t('exportJson'),
            onSelect: () =>
              void withTalk((talk) =>
                saveFile(new Blob([talkFile([talk])], { type: 'application/json' }), fileName([title], 'json')),
              ),
          },
          {
            label: t('exportMarkdown'),
            onSelect: () =>
              void withTalk((talk) => {
                const text = talkMarkdown(talk, {
                  system: words('system'),
                  prompt: words('prompt'),
                  thinking: words('thinking'),
                  tool: words('tool'),
                  untitled: t('untitled'),
                })
                saveFile(new Blob([text], { type: 'text/markdown' }), fileName([title], 'md'))
              }),
          },
          { kind: 'separator' },
          { label: t('remove'), tone: 'danger', onSelect: () => void remove() },
        ]}
      />
    </li>
  )
}
