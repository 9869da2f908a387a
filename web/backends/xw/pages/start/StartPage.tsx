import { getRouteApi, Link } from '@tanstack/react-router'
import { ServerOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { Panel } from '@/ui/Panel.tsx'
import { useStarts } from '../../starts/startStore.ts'
import { OtherTabsStarts } from './OtherTabsStarts.tsx'
import { ReadOnlyStart } from './ReadOnlyStart.tsx'
import { isStartOver, type StartState } from '../../starts/startState.ts'
import { draftOf, emptied, type StartDraft, useStartDraft } from './startDraft.ts'
import { StartForm } from './StartForm.tsx'
import { StartsPanel } from './StartsPanel.tsx'

const route = getRouteApi('/instances/start')

/** Starts an instance: what, where, with which engine and chips, and how it goes. */
export function StartPage() {
  const t = useTranslations('starts')
  const mayChange = useMayChange()
  const servers = useServers('xw')
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const stored = useStartDraft()
  const asked = draftOf(stored, search)
  const submitted = useStarts(({ own }) => own.find(({ key }) => key === asked.submitted))
  // Once the container is there the form is for the next one.
  const draft = submitted && isThrough(submitted) ? emptied(asked) : asked

  const change = (next: StartDraft) => {
    useStartDraft.setState(next)
    void navigate({
      search: { server: next.server ?? undefined, model: next.model ?? undefined, like: next.like ?? undefined },
      replace: true,
    })
  }

  return (
    <PageFrame
      title={t('title')}
      description={t('description')}
      actions={
        <Link to="/instances" className={`${linkClass} text-sm`}>
          {t('toList')}
        </Link>
      }
    >
      {servers.length === 0 ? (
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersBody')}
        </EmptyState>
      ) : (
        <>
          <StartsPanel />
          <OtherTabsStarts />
          {!mayChange ? (
            <ReadOnlyStart />
          ) : submitted && isUnderWay(submitted) ? (
            <Panel title={t('form.kept')}>
              <div className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-2">
                <p className="max-w-prose">{t('form.keptBody')}</p>
                <Button onClick={() => change(emptied(draft))}>{t('form.another')}</Button>
              </div>
            </Panel>
          ) : (
            <StartForm servers={servers} draft={draft} onChange={change} />
          )}
        </>
      )}
    </PageFrame>
  )
}

function isThrough({ phase }: Pick<StartState, 'phase'>): boolean {
  return phase.kind === 'loading' || phase.kind === 'ready' || phase.kind === 'looking'
}

function isUnderWay(start: Pick<StartState, 'phase'>): boolean {
  return !isThrough(start) && !isStartOver(start.phase)
}
