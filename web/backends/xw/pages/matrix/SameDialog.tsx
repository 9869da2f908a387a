import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { downloadedModels, models } from '../../queries.ts'
import { usePullActions } from '../../pulls/pullActions.ts'
import { goesOn, useAllPulls } from '../../pulls/pullList.ts'
import { pullKey } from '../../pulls/pullState.ts'
import { ChangedNote } from '../ChangedNote.tsx'
import { useLookAgain } from '../useLookAgain.ts'
import type { Matrix, MatrixColumn } from './matrixModel.ts'
import { SamePreview } from './SamePreview.tsx'
import { planSame, type Wanted } from './samePlan.ts'
import { rememberSameRun } from './sameRuns.ts'

interface Props {
  readonly open: boolean
  readonly matrix: Matrix
  /** Models chosen in the matrix. */
  readonly chosen: ReadonlySet<string>
  readonly onClose: () => void
}

/** What should be where, and what that means, before anything begins. */
export function SameDialog({ open, onClose, ...rest }: Props) {
  const t = useTranslations('matrix.same')
  return (
    <Dialog
      size="lg"
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={t('title')}
      description={t('intro')}
    >
      {open && <Choice {...rest} onClose={onClose} />}
    </Dialog>
  )
}

function Choice({ matrix, chosen, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('matrix.same')
  const tRun = useTranslations('matrix.run')
  const actions = usePullActions()
  const [by, setBy] = useState<'servers' | 'models'>(chosen.size > 0 ? 'models' : 'servers')
  const [sources, setSources] = useState<ReadonlySet<string>>(new Set())
  const [targets, setTargets] = useState<ReadonlySet<string>>(new Set())
  const [isOnlyChosen, setOnlyChosen] = useState(false)
  const active = new Set(
    useAllPulls()
      .filter(goesOn)
      .map(({ key }) => key),
  )
  const wanted: Wanted =
    by === 'models'
      ? { kind: 'models', ids: chosen }
      : { kind: 'servers', ids: [...sources], only: isOnlyChosen && chosen.size > 0 ? chosen : null }
  const ids = matrix.columns.map(({ at }) => at.id).filter((id) => targets.has(id))
  const plan = planSame(matrix, wanted, ids, (target) => active.has(pullKey(target)))
  const isIncomplete = (by === 'servers' && sources.size === 0) || targets.size === 0
  const readOnly = useReadOnlyReason()
  const whyNot =
    by === 'servers' && sources.size === 0
      ? t('chooseSources')
      : targets.size === 0
        ? t('chooseTargets')
        : plan.pulls.length === 0
          ? t('nothing')
          : null
  const reason = readOnly ?? whyNot

  const wantedPulls = plan.pulls.map(({ server, model }) => ({ server, model }))
  const { look, isLooking, hasChanged } = useLookAgain(wantedPulls.map(pullKey).sort().join('\n'))

  async function go(): Promise<void> {
    const asked = matrix.columns.map(({ at }) => at).filter(({ id }) => targets.has(id) || sources.has(id))
    if (!(await look(asked.flatMap((at) => [models(at).queryKey, downloadedModels(at).queryKey])))) return
    rememberSameRun(wantedPulls)
    onClose()
    const count = await actions.start(wantedPulls)
    if (count > 0) notify({ tone: 'info', id: 'same', title: tRun('started', { count }) })
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason === null && !isLooking) void go()
      }}
    >
      {chosen.size > 0 && (
        <Segmented
          label={t('wanted')}
          value={by}
          onValueChange={setBy}
          options={[
            { value: 'models', label: t('byModels', { count: chosen.size }) },
            { value: 'servers', label: t('byServers') },
          ]}
        />
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {by === 'servers' && (
          <div className="flex min-w-0 flex-col gap-2">
            <Servers legend={t('sources')} columns={matrix.columns} chosen={sources} onChange={setSources} />
            <p className="text-xs text-ink-3">{t('sourcesHint')}</p>
            {chosen.size > 0 && (
              <Checkbox
                label={t('onlyChosen', { count: chosen.size })}
                checked={isOnlyChosen}
                onCheckedChange={setOnlyChosen}
              />
            )}
          </div>
        )}
        <Servers legend={t('targets')} columns={matrix.columns} chosen={targets} onChange={setTargets} />
      </div>
      {!isIncomplete && <SamePreview plan={plan} columns={matrix.columns} />}
      <ChangedNote hasChanged={hasChanged} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" tone="primary" busy={isLooking} disabledReason={reason}>
          {t('go', { count: plan.pulls.length })}
        </Button>
      </div>
    </form>
  )
}

interface ServersProps {
  readonly legend: string
  readonly columns: readonly MatrixColumn[]
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

function Servers({ legend, columns, chosen, onChange }: ServersProps) {
  const t = useTranslations('matrix.same')
  const f = useFormat()
  const answering = columns.filter(({ state }) => state === 'there').map(({ at }) => at.id)
  const isAll = answering.every((id) => chosen.has(id))
  return (
    <fieldset className="flex max-h-60 min-w-0 flex-col gap-2 overflow-y-auto rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium text-ink-2">{legend}</legend>
      {answering.length > 2 && (
        <span>
          <Button size="sm" onClick={() => onChange(new Set(isAll ? [] : answering))}>
            {isAll ? t('none') : t('all')}
          </Button>
        </span>
      )}
      {columns.map(({ at, state, count, bytes }) => (
        <Checkbox
          key={at.id}
          label={inSentence(at.label)}
          description={
            state === 'there'
              ? t('targetState', { count, size: f.bytes(count > 0 && bytes === 0 ? null : bytes) })
              : undefined
          }
          disabledReason={state === 'there' ? null : t('targetSilent')}
          checked={chosen.has(at.id)}
          onCheckedChange={(on) => {
            const next = new Set(chosen)
            if (on) next.add(at.id)
            else next.delete(at.id)
            onChange(next)
          }}
        />
      ))}
    </fieldset>
  )
}
