import { Bookmark, Download, Ellipsis, X } from 'lucide-react'
import { memo } from 'react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { Menu, type MenuEntry } from '@/ui/Menu.tsx'
import type { LogMark } from './logMarks.ts'

/** What a pane does when it is asked to. */
export interface LogPaneActions {
  readonly copy: (which: 'chosen' | 'all', withTimes: boolean) => Promise<void>
  readonly save: () => Promise<void>
  readonly mark: () => void
  readonly goToMark: (at: number | null) => Promise<void>
  readonly close: () => void
}

interface Props {
  readonly name: string
  readonly server: string
  readonly marks: readonly LogMark[]
  /** As they are when they are needed: lines come ten times a second, and menus need not be drawn as often. */
  readonly actions: RefObject<LogPaneActions>
  readonly isClosable: boolean
}

/** The menus of one log. */
export const LogPaneMenus = memo(function LogPaneMenus({ name, server, marks, actions, isClosable }: Props) {
  const t = useTranslations('logs')
  const format = useFormat()
  const names = { name, server }
  const copy = (which: 'chosen' | 'all', withTimes: boolean) => () => void actions.current.copy(which, withTimes)
  const entries: MenuEntry[] = [
    { kind: 'heading', label: t('copy.title') },
    { label: t('copy.chosen'), onSelect: copy('chosen', false) },
    { label: t('copy.chosenWithTimes'), onSelect: copy('chosen', true) },
    { label: t('copy.all'), onSelect: copy('all', false) },
    { label: t('copy.allWithTimes'), onSelect: copy('all', true) },
    { kind: 'separator' },
    { label: t('save.all'), icon: Download, onSelect: () => void actions.current.save() },
  ]
  const markEntries: MenuEntry[] = [
    { label: t('marks.toggle'), icon: Bookmark, onSelect: () => actions.current.mark() },
    ...(marks.length > 0 ? [{ kind: 'separator' } as const] : []),
    ...marks.map((mark): MenuEntry => ({
      label: `${format.time(mark.at)} ${inSentence(mark.words, 60)}`,
      onSelect: () => void actions.current.goToMark(mark.at),
    })),
  ]
  return (
    <div className="ms-auto flex items-center">
      <Menu
        label={t('marks.title')}
        align="end"
        entries={markEntries}
        trigger={<IconButton size="sm" icon={Bookmark} label={t('marks.of', { ...names, count: marks.length })} />}
      />
      <Menu
        label={t('actions')}
        align="end"
        entries={entries}
        trigger={<IconButton size="sm" icon={Ellipsis} label={t('actionsOf', names)} />}
      />
      {isClosable && (
        <IconButton size="sm" icon={X} label={t('close', names)} onClick={() => actions.current.close()} />
      )}
    </div>
  )
})
