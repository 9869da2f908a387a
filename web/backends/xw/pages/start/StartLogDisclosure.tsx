import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '@/kit/problemText.ts'
import { type Format, useFormat } from '@/kit/useFormat.ts'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { LogView, type LogLine } from '@/ui/LogView.tsx'
import type { StartLogLine, StartNote } from '../../starts/startLog.ts'
import { useStartNames } from '../../starts/startNames.ts'
import type { StartState } from '../../starts/startState.ts'
import { useStartEngine } from '../../starts/startStore.ts'

/** Everything that the server said, as it came, one click away. */
export function StartLogDisclosure({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts.log')
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure summary={t('title')} open={isOpen} onOpenChange={setOpen}>
      {isOpen && <StartLogView start={start} />}
    </Disclosure>
  )
}

interface ShownLine extends LogLine {
  readonly copied: string
}

function StartLogView({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts.log')
  const f = useFormat()
  const problemText = useProblemText()
  const engine = useStartEngine()
  const names = useStartNames()(start)
  const shownOf = useMemo(() => {
    const noteText = (note: StartNote): string => {
      if (!('problem' in note)) return t(note.kind)
      return note.problem === null ? t(note.kind) : `${t(note.kind)}: ${problemText(note.problem).what}`
    }
    return lineShower(f, noteText)
  }, [t, f, problemText])
  // Read anew with every change of the start: a change is what a new line makes.
  const log = engine.log(start.key)
  const lines = log?.lines().map(shownOf) ?? []
  const dropped = log?.dropped() ?? 0
  return (
    <div className="flex flex-col gap-2">
      {dropped > 0 && <p className="text-xs text-ink-3">{t('cut', { count: dropped })}</p>}
      <LogView label={t('label', names)} height="14rem" empty={t('empty')} lines={lines} />
      <div>
        <CopyButton label={t('copy')} text={lines.map(({ copied }) => copied).join('\n')} />
      </div>
    </div>
  )
}

/** Makes each line once: two thousand of them, formatted anew at each look, would stop the page. */
function lineShower(f: Format, noteText: (note: StartNote) => string): (line: StartLogLine) => ShownLine {
  const known = new WeakMap<StartLogLine, ShownLine>()
  return (line) => {
    const before = known.get(line)
    if (before) return before
    const text = 'note' in line ? `— ${noteText(line.note)} —` : maskSecrets(line.data)
    const shown: ShownLine = {
      key: line.number,
      text,
      time: f.time(line.at),
      tone: 'note' in line ? 'busy' : undefined,
      copied: `${new Date(line.at).toISOString()} ${text}`,
    }
    known.set(line, shown)
    return shown
  }
}
