import { Download, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import { fileMoment, fileName, saveFile } from '@/lib/saveFile.ts'
import { Button } from '@/ui/Button.tsx'
import { Menu } from '@/ui/Menu.tsx'
import type { ActivityEntry } from './activityEntry.ts'
import { activityCsv, activityJson } from './activityFile.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  /** What is listed: what an export has. */
  readonly shown: readonly ActivityEntry[]
  /** All that is kept: what is erased. */
  readonly kept: number
  readonly onErase: () => Promise<void>
}

export function ActivityActions({ shown, kept, onErase }: Props): ReactNode {
  const t = useTranslations('activity')
  const words = useActivityWords()
  const confirm = useConfirm()

  const save = (text: string, type: string, extension: 'csv' | 'json'): void => {
    const name = fileName(['activity', fileMoment(Date.now())], extension)
    saveFile(new Blob([text], { type }), name)
    notify({ tone: 'good', id: 'activity-export', title: t('export.done', { count: shown.length }), detail: name })
  }
  const headings = {
    time: t('export.utc'),
    user: t('user'),
    server: t('server'),
    what: t('what'),
    outcome: t('outcome'),
    status: t('export.status'),
    words: t('details.said'),
    tookMs: t('export.tookMs'),
    request: t('details.request'),
    body: t('details.body'),
    group: t('export.group'),
  }
  const disabledReason = shown.length === 0 ? t('export.nothing') : null
  const erase = async (): Promise<void> => {
    const isConfirmed = await confirm({
      title: t('erase.title'),
      consequences: [t('erase.lost', { count: kept }), t('erase.stays')],
      confirmLabel: t('erase.confirm'),
      tone: 'danger',
    })
    if (!isConfirmed) return
    try {
      await onErase()
    } catch (error) {
      // The browser's own refusal: its words are all there is.
      const detail = error instanceof Error ? error.message : undefined
      notify({ tone: 'bad', id: 'activity-erase', title: t('erase.failed'), ...(detail && { detail }) })
    }
  }
  return (
    <>
      <Menu
        align="end"
        label={t('export.label')}
        trigger={<Button icon={Download}>{t('export.label')}</Button>}
        entries={[
          {
            label: t('export.csv'),
            disabledReason,
            onSelect: () => save(activityCsv(shown, headings, words.what), 'text/csv;charset=utf-8', 'csv'),
          },
          {
            label: t('export.json'),
            disabledReason,
            onSelect: () => save(activityJson(shown), 'application/json', 'json'),
          },
        ]}
      />
      <Button
        icon={Trash2}
        tone="danger"
        disabledReason={kept === 0 ? t('erase.nothing') : null}
        onClick={() => void erase()}
      >
        {t('erase.label')}
      </Button>
    </>
  )
}
