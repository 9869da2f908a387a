import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Format } from '@/kit/useFormat.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { LogView } from '@/ui/LogView.tsx'
import type { LogLine } from '@/ui/LogView.tsx'
import { usePullNames } from '../../pulls/pullNames.ts'
import type { PullLogLine, PullNote } from '../../pulls/pullLog.ts'
import type { PullState } from '../../pulls/pullState.ts'
import { pulls } from '../../pulls/pullStore.ts'

/** Everything that came, as it came, with what the console did in between. */
export function PullLogView({ pull }: { readonly pull: PullState }) {
  const t = useTranslations('pullPages.log')
  const f = useFormat()
  const problemText = useProblemText()
  const namesOf = usePullNames()
  const shownOf = useMemo(() => {
    const noteText = (note: PullNote): string => {
      if (note.kind === 'opening') return t('opening', { attempt: note.attempt })
      if (note.kind === 'cancelled') return t('cancelled')
      return note.problem === null ? t(note.kind) : `${t(note.kind)}: ${problemText(note.problem).what}`
    }
    return lineShower(f, noteText)
  }, [t, f, problemText])
  // Read anew with every change of the pull: a change is what a new line makes.
  const log = pulls().log(pull.key)
  const lines = log?.lines().map(shownOf) ?? []
  const dropped = log?.dropped() ?? 0

  return (
    <div className="flex flex-col gap-2">
      {dropped > 0 && <p className="text-xs text-ink-3">{t('cut', { count: dropped })}</p>}
      <LogView label={t('label', namesOf(pull))} height="16rem" empty={t('empty')} lines={lines} />
      <div>
        <CopyButton label={t('copy')} text={lines.map(({ copied }) => copied).join('\n')} />
      </div>
    </div>
  )
}

interface ShownLine extends LogLine {
  readonly copied: string
}

/** Makes each line once: two thousand of them, formatted anew at each look, would stop the page. */
function lineShower(f: Format, noteText: (note: PullNote) => string): (line: PullLogLine) => ShownLine {
  const known = new WeakMap<PullLogLine, ShownLine>()
  return (line) => {
    const before = known.get(line)
    if (before) return before
    const isNote = 'note' in line
    const text = isNote ? `— ${noteText(line.note)} —` : maskSecrets(line.data)
    const shown: ShownLine = {
      key: line.number,
      text,
      time: f.time(line.at),
      tone: isNote ? 'busy' : line.readable ? undefined : 'warn',
      copied: `${new Date(line.at).toISOString()} ${text}`,
    }
    known.set(line, shown)
    return shown
  }
}
