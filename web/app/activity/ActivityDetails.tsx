import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { KeyValue, type KeyValueItem } from '@/ui/KeyValue.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { ActivityEntry } from './activityEntry.ts'
import { outcomeTone } from './outcomeTone.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  /** Undefined where it is no longer kept. */
  readonly entry: ActivityEntry | undefined
  readonly onClose: () => void
}

/** All that is known of one change, beside the table. */
export function ActivityDetails({ entry, onClose }: Props): ReactNode {
  const t = useTranslations('activity')
  const words = useActivityWords()
  return (
    <Dialog
      open
      side="end"
      onOpenChange={onClose}
      title={entry === undefined ? t('title') : <ServerText text={words.what(entry)} max={240} />}
    >
      {entry === undefined ? <p className="text-sm text-ink-2">{t('gone')}</p> : <Entry entry={entry} />}
    </Dialog>
  )
}

function Entry({ entry }: { readonly entry: ActivityEntry }): ReactNode {
  const t = useTranslations('activity.details')
  const nobody = useTranslations('activity')('nobody')
  const f = useFormat()
  const words = useActivityWords()
  const { server, user, at, outcome, tookMs, path } = entry
  const said = outcome.kind === 'refused' ? outcome.words : null
  const items: KeyValueItem[] = [
    { label: t('when'), value: f.dateTime(at) },
    { label: t('who'), value: <ServerText text={user} placeholder={nobody} /> },
    { label: t('where'), value: <ServerText text={server.label} /> },
    {
      label: t('outcome'),
      value: (
        <>
          <StatusBadge tone={outcomeTone[outcome.kind]}>{words.outcome(outcome.kind)}</StatusBadge>
          <p className="text-ink-2">{words.said(outcome)}</p>
        </>
      ),
    },
    ...(said === null ? [] : [{ label: t('said'), value: <ServerText text={said} max={1_000} block /> }]),
    { label: t('took'), value: words.took(tookMs) },
    { label: t('request'), value: `POST ${path}`, mono: true },
  ]
  return (
    <div className="flex flex-col gap-3">
      <KeyValue items={items} />
      <Sent entry={entry} />
    </div>
  )
}

function Sent({ entry: { body, cut } }: { readonly entry: ActivityEntry }): ReactNode {
  const t = useTranslations('activity.details')
  return (
    <section className="text-sm">
      <h3 className="flex items-center justify-between text-ink-3">
        {t('body')}
        {body !== null && <CopyButton text={body} label={t('copy')} />}
      </h3>
      {body === null ? (
        <p className="text-ink-2">{t('noBody')}</p>
      ) : (
        <div className="mt-1 rounded-md border border-line bg-bg p-3 font-mono text-xs">
          <ServerText text={indented(body)} max={6_000} block />
        </div>
      )}
      {cut > 0 && <p className="mt-1 text-xs text-ink-3">{t('cut', { count: cut })}</p>}
    </section>
  )
}

/** What was cut is no JSON any more, and stays as it is. */
function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
