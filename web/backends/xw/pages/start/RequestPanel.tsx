import { Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { useLatest } from '@/ui/useLatest.ts'
import { instances, models } from '../../queries.ts'
import { usePullActions } from '../../pulls/pullActions.ts'
import { startKeyOf } from '../../starts/startState.ts'
import type { StartOrder } from '../../starts/startState.ts'
import { useStartEngine } from '../../starts/startStore.ts'
import { ChangedNote } from '../ChangedNote.tsx'
import { useLookAgain } from '../useLookAgain.ts'
import { FormNote } from './FormNote.tsx'
import type { ServerFit } from './serverFits.ts'
import type { StartDraft } from './startDraft.ts'
import type { StartPlan } from './startPlan.ts'
import { useRemoveAndStart } from './useRemoveAndStart.ts'

interface Props {
  readonly fit: ServerFit
  readonly modelId: string
  readonly plan: StartPlan
  readonly draft: StartDraft
  readonly onChange: (draft: StartDraft) => void
}

/** Exactly what will be sent, what the server may make of it, and the button. */
export function RequestPanel({ fit: { at, on }, modelId, plan, draft, onChange }: Props) {
  const t = useTranslations('starts')
  const pulls = usePullActions()
  const engine = useStartEngine()
  const removeAndStart = useRemoveAndStart()
  const [isBusy, setBusy] = useState(false)
  const { request, aliasFault, alias } = plan
  const names = { name: inSentence(alias), server: inSentence(at.label) }
  const isPulledFirst = on?.status !== 'downloaded'
  const inTheWay = inTheWayOf(aliasFault)
  const whyNot = useWhyNot(plan)
  const { look, hasChanged } = useLookAgain(meantBy(plan, isPulledFirst))
  const latest = useLatest(plan)

  const submit = async () => {
    setBusy(true)
    if (await look([instances(at).queryKey, models(at).queryKey])) await send(latest())
    setBusy(false)
  }

  // What the console itself has proposed, it may have proposed anew.
  const send = async (now: StartPlan) => {
    const { request, engine: choice, chosen } = now
    if (request === null || choice === null) return
    const order: StartOrder = {
      server: at.id,
      alias,
      modelId,
      request,
      deviceType: choice.deviceType,
      chips: chosen.map(({ key }) => key),
      replaces: null,
      afterPull: isPulledFirst,
    }
    // What was typed is written down as it stands: proposals change once the start is under way.
    const submitted = { ...draft, ...settled(now), server: at.id, model: modelId, submitted: startKeyOf(order) }
    const begun =
      inTheWay === null
        ? await engine.begin(order)
        : (await removeAndStart(at, inTheWay, order)) && ('started' as const)
    if (begun === 'started') {
      onChange(submitted)
      if (isPulledFirst) await pulls.start([{ server: at.id, model: modelId }])
    } else if (begun !== false) {
      notify({ tone: 'info', title: t(`begun.${begun}`, names) })
    }
  }

  const json = request === null ? null : JSON.stringify(request, null, 2)
  return (
    <Panel
      title={t('form.request')}
      description={t('form.requestDescription', names)}
      actions={json !== null && <CopyButton text={json} label={t('form.copyRequest')} />}
    >
      <div className="flex min-w-0 flex-col gap-4">
        {json === null ? (
          <p className="text-sm text-ink-3">{t('form.noRequest')}</p>
        ) : (
          <pre
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must do so with the keyboard too
            tabIndex={0}
            aria-label={t('form.request')}
            className="overflow-x-auto rounded-md border border-line bg-bg px-3 py-2 font-mono text-xs"
          >
            POST /api/runtime/start{'\n'}
            {json}
          </pre>
        )}
        <div className="flex max-w-prose flex-col gap-2">
          {isPulledFirst && <FormNote tone="info">{t('form.pulledFirst', names)}</FormNote>}
          {inTheWay !== null && (
            <FormNote tone="warn">{t('form.removedFirst', { ...names, id: inSentence(inTheWay.id) })}</FormNote>
          )}
          <FormNote tone="info">{t('form.mayIgnore')}</FormNote>
          <FormNote tone="info">{t('form.mayInstall', names)}</FormNote>
          <FormNote tone="info">{t('form.mayDownload')}</FormNote>
        </div>
        <ChangedNote hasChanged={hasChanged} />
        <div>
          <Button tone="primary" icon={Play} busy={isBusy} disabledReason={whyNot} onClick={() => void submit()}>
            {t(inTheWay === null ? (isPulledFirst ? 'form.pullAndStart' : 'form.start') : 'remedy.removeAndStart')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}

/** What the operator has agreed to; where chips are the console's proposal, only how many. */
function meantBy(plan: StartPlan, isPulledFirst: boolean): string {
  const { engine, alias, aliasFault, concurrency, chosen, isChipsProposed, holders } = plan
  const chips = chosen.map(({ key }) => ({ key, heldBy: holders.get(key)?.map(({ instance }) => instance.alias) }))
  const fault = [aliasFault?.kind, inTheWayOf(aliasFault)?.id]
  return JSON.stringify([engine?.key, alias, fault, concurrency, isChipsProposed ? chips.length : chips, isPulledFirst])
}

function inTheWayOf(fault: StartPlan['aliasFault']) {
  return fault?.kind === 'exists' ? fault.instance : null
}

function settled(plan: StartPlan): Pick<StartDraft, 'engine' | 'chips' | 'alias' | 'concurrency'> {
  return {
    engine: plan.engine?.key ?? null,
    chips: plan.chosen.map(({ key }) => key),
    alias: plan.alias,
    concurrency: plan.concurrency,
  }
}

/** Why it cannot be started as it stands; an alias whose instance has ended is no reason. */
function useWhyNot({ engine, chosen, findings, aliasFault, isConcurrencyRight }: StartPlan): string | null {
  const t = useTranslations('starts.form.whyNot')
  if (engine === null) return t('engine')
  if (chosen.length === 0) return t('chips')
  if (!findings.isCountRight) return t('count')
  if (aliasFault !== null && aliasFault.kind !== 'exists') return t('alias')
  if (!isConcurrencyRight) return t('concurrency')
  return null
}
