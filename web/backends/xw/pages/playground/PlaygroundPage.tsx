import { getRouteApi } from '@tanstack/react-router'
import { CodeXml, ServerOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { Tabs } from '@/ui/Tabs.tsx'
import { orNone, type PlaygroundMode, playgroundModes } from '../../paths.ts'
import { instances } from '../../queries.ts'
import { useCompletions } from '../../talks/completions.ts'
import { draftKeyOf, useDrafts } from '../../talks/drafts.ts'
import { talks, useTalks } from '../../talks/talks.ts'
import { CompletionPane } from './CompletionPane.tsx'
import { EmbeddingsPane } from './EmbeddingsPane.tsx'
import { ParametersPanel } from './ParametersPanel.tsx'
import { ProgramDialog } from './ProgramDialog.tsx'
import { programRequest } from './programRequest.ts'
import { SystemPanel } from './SystemPanel.tsx'
import { TalkList } from './TalkList.tsx'
import { TalkPane } from './TalkPane.tsx'
import { TargetBar } from './TargetBar.tsx'
import { TokenCounts } from './TokenCounts.tsx'
import { useTalkId } from './useTalkId.ts'
import { useTargets } from './useTargets.ts'

const route = getRouteApi('/playground')

/** Talk to instances, in each of the forms that programs do. */
export function PlaygroundPage() {
  const t = useTranslations('playground')
  const servers = useServers('xw')
  const joined = useJoined(servers, instances)

  if (servers.length === 0) {
    return (
      <PageFrame title={t('title')} description={t('description')}>
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersBody')}
        </EmptyState>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={t('title')} description={t('description')} age={joined.oldestAt}>
      <JoinedView joined={joined}>{() => <Playground joined={joined} />}</JoinedView>
    </PageFrame>
  )
}

function Playground({ joined }: { readonly joined: Parameters<typeof useTargets>[0] }) {
  const t = useTranslations('playground')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mode = search.mode ?? 'chat'
  const { rows, chosen } = useTargets(joined, search.with ?? [])
  const { id: talkId, isMissing } = useTalkId(search.talk)
  const talk = useTalks(({ open }) => (talkId === undefined ? undefined : open[talkId]))
  const draft = useDrafts(({ prompts }) => (talk && prompts[draftKeyOf(talk)]) ?? '')
  const completion = useCompletions()
  const [isProgramShown, setProgramShown] = useState(false)

  const set = (change: Partial<typeof search>, replace = true) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace })
  const asked = chosen.flatMap((one) => (one.asked === null ? [] : [one.asked]))
  const isTalk = mode === 'chat' || mode === 'messages'

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <TargetBar
          rows={rows}
          chosen={chosen}
          wants={mode === 'embeddings' ? 'vectors' : 'text'}
          onChange={(keys) => set({ with: orNone(keys) })}
        />
        <Button
          icon={CodeXml}
          disabledReason={asked.length === 0 ? t('prompt.noTarget') : null}
          onClick={() => setProgramShown(true)}
        >
          {t('program.open')}
        </Button>
      </div>
      <Tabs<PlaygroundMode>
        label={t('modes.label')}
        value={mode}
        onValueChange={(value) => set({ mode: value === 'chat' ? undefined : value })}
        tabs={playgroundModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
      >
        {mode === 'embeddings' ? (
          <EmbeddingsPane chosen={chosen} />
        ) : (
          <div className="grid min-w-0 gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] 2xl:grid-cols-[minmax(0,1fr)_24rem]">
            <div className="min-w-0">
              {isMissing && isTalk && <p className="mb-3 text-sm text-warn">{t('talks.missing')}</p>}
              {mode === 'completion' && <CompletionPane chosen={chosen} />}
              {isTalk &&
                (talk === undefined ? (
                  <Skeleton rows={6} label={t('talks.loading')} />
                ) : (
                  <TalkPane
                    key={talk.id}
                    talk={talk}
                    form={mode}
                    chosen={chosen}
                    onBegun={() => search.talk !== talk.id && set({ talk: talk.id }, search.talk === undefined)}
                  />
                ))}
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              {isTalk && (
                <TalkList
                  current={talkId ?? ''}
                  onOpen={(id) => set({ talk: id }, false)}
                  onNew={() => {
                    talks().begin()
                    set({ talk: undefined }, false)
                  }}
                />
              )}
              {isTalk && talk && (
                <SystemPanel
                  chosen={chosen}
                  system={talk.system}
                  onChange={(system) => talks().change(talk.id, (now) => ({ ...now, system }))}
                />
              )}
              {mode === 'messages' && talk && <TokenCounts talk={talk} draft={draft} asked={asked} />}
              {mode === 'completion' ? (
                <ParametersPanel
                  form="completion"
                  chosen={chosen}
                  parameters={completion.parameters}
                  onChange={(parameters) => useCompletions.setState({ parameters })}
                />
              ) : (
                talk && (
                  <ParametersPanel
                    form={mode}
                    chosen={chosen}
                    parameters={talk.parameters}
                    onChange={(parameters) => talks().change(talk.id, (now) => ({ ...now, parameters }))}
                  />
                )
              )}
            </div>
          </div>
        )}
      </Tabs>
      {isProgramShown && (
        <ProgramDialog
          open
          onOpenChange={setProgramShown}
          asked={asked}
          request={programRequest(mode, { talk, draft, completion })}
        />
      )}
    </div>
  )
}
