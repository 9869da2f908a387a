import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { usePullNames } from './pullNames.ts'
import { pulls, usePulls } from './pullStore.ts'

const LISTED = 4

/** What a page that is gone was pulling. Nothing is resumed without being asked for. */
export function ResumeBanner() {
  const t = useTranslations('pullPages.resume')
  const f = useFormat()
  const namesOf = usePullNames()
  const servers = useServers('xw')
  const lost = usePulls((state) => state.lost)
  if (lost.length === 0) return null

  const resumable = lost.filter(({ server }) => servers.some(({ id }) => id === server))
  const unknown = [...new Set(lost.filter((intent) => !resumable.includes(intent)).map(({ server }) => server))]
  return (
    <section
      aria-label={t('label')}
      data-over-page
      className="popup fixed bottom-3 start-3 z-30 flex max-h-[60dvh] w-96 max-w-[calc(100vw-1.5rem)] flex-col gap-3 overflow-y-auto p-4 text-sm lg:start-55"
    >
      <output className="block">
        <span className="block font-semibold">{t('title', { count: lost.length })}</span>
        <span className="mt-0.5 block text-ink-2">{t('body', { count: lost.length })}</span>
      </output>
      <ul className="flex flex-col gap-0.5 text-ink-2">
        {lost.slice(0, LISTED).map((intent) => (
          <li key={intent.key} className="wrap-anywhere">
            {t('item', { ...namesOf(intent), percent: f.percent(intent.highest) })}
          </li>
        ))}
        {lost.length > LISTED && <li className="text-ink-3">{t('more', { count: lost.length - LISTED })}</li>}
        {unknown.map((server) => (
          <li key={server} className="text-ink-3">
            {t('noServer', { server: inSentence(server) })}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {resumable.length > 0 && (
          <Button
            tone="primary"
            size="sm"
            icon={RotateCcw}
            onClick={() => void pulls().resumeLost(resumable.map(({ key }) => key))}
          >
            {t('go', { count: resumable.length })}
          </Button>
        )}
        <Button size="sm" onClick={() => pulls().forgetLost(lost.map(({ key }) => key))}>
          {t('forget')}
        </Button>
      </div>
    </section>
  )
}
