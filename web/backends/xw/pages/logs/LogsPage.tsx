import { ScrollText, ServerOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { instances } from '../../queries.ts'
import { LogChoice } from './LogChoice.tsx'
import { LogsBoard } from './LogsBoard.tsx'
import { LogsChooser } from './LogsChooser.tsx'
import { PANES_AT_MOST } from './panes.ts'
import { useLogsSearch } from './useLogsSearch.ts'
import { useLogTargets } from './useLogTargets.ts'

/** What instances write, live, up to four side by side. */
export function LogsPage() {
  const t = useTranslations('logs')
  const servers = useServers('xw')
  const joined = useJoined(servers, instances)
  const view = useLogsSearch()
  const { targets, unknown, rows } = useLogTargets(view.of, servers, joined)

  if (servers.length === 0) {
    return (
      <PageFrame title={t('title')} description={t('description')}>
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersBody')}
        </EmptyState>
      </PageFrame>
    )
  }
  const notes = [
    ...unknown.map((id) => t('unknown', { id: inSentence(id) })),
    ...(view.isTooMany ? [t('tooMany', { most: PANES_AT_MOST })] : []),
  ]
  return (
    <PageFrame title={t('title')} {...(targets.length === 0 && { description: t('description') })}>
      {notes.map((note) => (
        <p key={note} role="status" className="text-sm text-warn">
          {note}
        </p>
      ))}
      {targets.length > 0 ? (
        <LogsBoard
          view={view}
          targets={targets}
          chooser={<LogsChooser rows={rows} of={view.of} onChange={(of) => view.set({ of })} />}
        />
      ) : (
        <JoinedView
          joined={joined}
          isEmpty={() => rows.length === 0}
          empty={
            <EmptyState icon={ScrollText} title={t('noInstances')}>
              {t('noInstancesBody')}
            </EmptyState>
          }
        >
          {() => <LogChoice rows={rows} onChoose={(id) => view.set({ of: [id] })} />}
        </JoinedView>
      )}
    </PageFrame>
  )
}
