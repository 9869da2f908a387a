import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { Select } from '@/ui/Select.tsx'
import type { AskedTarget } from '../../talks/answering.ts'
import { targetKey } from '../../talks/talk.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { programAddress } from './programAddress.ts'
import { ScrollBox } from './ScrollBox.tsx'
import { snippetKinds, type SnippetKind, snippetOf } from './snippets.ts'

/** What the open tab would send. */
export interface ProgramRequest {
  readonly path: string
  readonly canStream: boolean
  readonly bodyFor: (asked: AskedTarget) => object
}

interface Props {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly asked: readonly AskedTarget[]
  readonly request: ProgramRequest
}

const names = { curl: 'curl', python: 'Python', typescript: 'TypeScript' } as const satisfies Record<
  SnippetKind,
  string
>

/** The same request for a program: with the address it would use, and what is on the screen. */
export function ProgramDialog({ open, onOpenChange, asked, request }: Props) {
  const t = useTranslations('playground.program')
  const [kind, setKind] = useState<SnippetKind>('curl')
  const [isStreamed, setStreamed] = useState(true)
  const [key, setKey] = useState('')
  const chosen = asked.find(({ target }) => targetKey(target) === key) ?? asked[0]
  const address = chosen && programAddress(chosen.at, request.path, document.baseURI)
  const text =
    chosen && address
      ? snippetOf(kind, {
          url: address.url,
          body: request.bodyFor(chosen),
          stream: request.canStream ? isStreamed : null,
        })
      : ''
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} description={t('description')} size="lg">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label={t('language')}
            value={kind}
            onValueChange={setKind}
            options={snippetKinds.map((value) => ({ value, label: names[value] }))}
          />
          {asked.length > 1 && (
            <Select
              label={t('instance')}
              labelHidden
              value={chosen ? targetKey(chosen.target) : ''}
              onValueChange={setKey}
              options={asked.map(({ target }) => ({ value: targetKey(target), label: inSentence(targetKey(target)) }))}
            />
          )}
          {request.canStream && <Checkbox label={t('stream')} checked={isStreamed} onCheckedChange={setStreamed} />}
        </div>
        {address && <p className="text-sm text-ink-2">{t(`via.${address.via}`, { port: '11581' })}</p>}
        <div className="relative min-w-0 rounded-md border border-line bg-bg">
          <div className="absolute end-1 top-1">
            <CopyButton text={text} label={t('copy', { language: names[kind] })} />
          </div>
          <ScrollBox label={names[kind]} className="max-h-[50dvh] overflow-auto">
            <pre className="p-3 pe-10 font-mono text-sm">{text}</pre>
          </ScrollBox>
        </div>
      </div>
    </Dialog>
  )
}
