import { Download, Plus, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { notify } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { fileMoment, saveFile } from '@/lib/saveFile.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { readTalkFile, talkFile } from '../../talks/talkFile.ts'
import { mostTalks } from '../../talks/talkStore.ts'
import { talks, useTalks } from '../../talks/talks.ts'
import { matchesSearch } from '../matching.ts'
import { TalkItem } from './TalkItem.tsx'

interface Props {
  readonly current: string
  readonly onOpen: (id: string) => void
  readonly onNew: () => void
}

/** A file of more than this, in bytes, is not one of ours. */
const longestFile = 200 * 1024 * 1024

/** The conversations that this browser keeps. */
export function TalkList({ current, onOpen, onNew }: Props) {
  const t = useTranslations('playground.talks')
  const format = useFormat()
  const heads = useTalks((state) => state.heads)
  const kind = useTalks((state) => state.kind)
  const isRefused = useTalks((state) => state.isRefused)
  const [search, setSearch] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const shown = heads.filter(({ title, words }) => matchesSearch(search, [title, words]))

  const take = async (chosen: File) => {
    const read = chosen.size > longestFile ? ({ kind: 'not-json' } as const) : readTalkFile(await chosen.text())
    switch (read.kind) {
      case 'talks':
        notify({ tone: 'good', title: t('imported', { n: talks().add(read.talks) }) })
        return
      case 'not-json':
        notify({ tone: 'bad', title: t('importFailed', { file: inSentence(chosen.name) }), detail: t('notJson') })
        return
      case 'other': {
        const detail = t('otherFile', { path: inSentence(read.path ?? '–') })
        notify({ tone: 'bad', title: t('importFailed', { file: inSentence(chosen.name) }), detail })
      }
    }
  }

  const exportAll = async () => {
    for (const { id } of heads) await talks().open(id)
    const { open } = talks().store.getState()
    const all = heads.flatMap(({ id }) => open[id] ?? [])
    saveFile(new Blob([talkFile(all)], { type: 'application/json' }), `conversations_${fileMoment(Date.now())}.json`)
  }

  return (
    <Panel
      title={t('title')}
      actions={
        <Button size="sm" icon={Plus} onClick={onNew}>
          {t('new')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {kind === 'memory' && <p className="text-sm text-warn">{t('memory')}</p>}
        {isRefused && <p className="text-sm text-bad">{t('refused')}</p>}
        {heads.length > 4 && <SearchField label={t('search')} value={search} onValueChange={setSearch} />}
        {shown.length === 0 ? (
          <p className="text-sm text-ink-3">{heads.length === 0 ? t('none') : t('noMatch')}</p>
        ) : (
          <ul className="-mx-2 flex max-h-72 flex-col overflow-y-auto">
            {shown.map((head) => (
              <TalkItem key={head.id} head={head} isCurrent={head.id === current} onOpen={onOpen} onRemoved={onNew} />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={Upload} onClick={() => file.current?.click()}>
            {t('import')}
          </Button>
          <Button
            size="sm"
            icon={Download}
            disabledReason={heads.length === 0 ? t('nothingToExport') : null}
            onClick={() => void exportAll()}
          >
            {t('exportAll')}
          </Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              // The same file again must be a change again.
              event.target.value = ''
              if (chosen) void take(chosen)
            }}
          />
        </div>
        <p className="text-xs text-ink-3">{t('bound', { n: mostTalks, count: format.number(heads.length) })}</p>
      </div>
    </Panel>
  )
}
