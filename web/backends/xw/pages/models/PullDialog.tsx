import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { paths } from '../../paths.ts'
import { downloadedModels, models } from '../../queries.ts'
import { goesOn, useAllPulls } from '../../pulls/pullList.ts'
import type { ShownPull } from '../../pulls/pullList.ts'
import { usePullActions } from '../../pulls/pullActions.ts'
import { pullKey } from '../../pulls/pullState.ts'
import { pullLimits } from '../../pulls/pullLimits.ts'
import { ChangedNote } from '../ChangedNote.tsx'
import { useLookAgain } from '../useLookAgain.ts'
import type { ModelOnServer, ModelRow } from './modelRows.ts'

interface Props {
  readonly row: ModelRow | null
  /** Servers that the operator is looking at: chosen beforehand. */
  readonly preferred: readonly string[]
  readonly onClose: () => void
}

/** What will be pulled and where to, before it begins. */
export function PullDialog({ row, preferred, onClose }: Props) {
  const t = useTranslations('models.pull')
  const model = inSentence(row?.id ?? '')
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('title', { model })}
      description={row && row.on.length === 1 ? t('introOne') : t('intro')}
    >
      {row && <Choice key={row.id} row={row} preferred={preferred} onClose={onClose} />}
    </Dialog>
  )
}

function Choice({ row, preferred, onClose }: Props & { readonly row: ModelRow }) {
  const t = useTranslations('models.pull')
  const f = useFormat()
  const navigate = useNavigate()
  const actions = usePullActions()
  const active = new Map(
    useAllPulls()
      .filter(goesOn)
      .map((pull) => [pull.key, pull]),
  )
  const pullOf = ({ at }: ModelOnServer): ShownPull | undefined => active.get(pullKey({ server: at.id, model: row.id }))
  const free = row.on.filter((one) => pullOf(one) === undefined)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => chosenAtFirst(free, preferred))
  const targets = free.filter(({ at }) => chosen.has(at.id))

  const { look, isLooking, hasChanged } = useLookAgain(targets.map(({ at, status }) => `${at.id} ${status}`).join('\n'))

  async function go(): Promise<void> {
    if (!(await look(targets.flatMap(({ at }) => [models(at).queryKey, downloadedModels(at).queryKey])))) return
    onClose()
    const count = await actions.start(targets.map(({ at }) => ({ server: at.id, model: row.id })))
    if (count > 0)
      notify({ tone: 'info', id: `started ${row.id}`, title: t('started', { model: inSentence(row.id), count }) })
  }

  const readOnly = useReadOnlyReason()
  const size = row.estimatedBytes ?? row.realSize?.to ?? null
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (targets.length > 0 && readOnly === null && !isLooking) void go()
      }}
    >
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">{t('servers')}</legend>
        {row.on.map((one) => (
          <Server
            key={one.at.id}
            on={one}
            pull={pullOf(one)}
            checked={chosen.has(one.at.id)}
            onCheckedChange={(isChosen) => {
              const next = new Set(chosen)
              if (isChosen) next.add(one.at.id)
              else next.delete(one.at.id)
              setChosen(next)
            }}
          />
        ))}
      </fieldset>
      <div className="text-sm text-ink-2">
        <p>{size === null ? t('sizeUnknown') : t('size', { size: f.bytes(size) })}</p>
        {targets.length > 1 && (
          <p>
            {size === null
              ? t('totalUnknown', { count: targets.length })
              : t('total', { count: targets.length, size: f.bytes(size * targets.length) })}
          </p>
        )}
        <p className="mt-1 text-xs text-ink-3">{t('queue', { count: pullLimits().perServer })}</p>
      </div>
      <ChangedNote hasChanged={hasChanged} />
      <div className="flex flex-wrap justify-end gap-2">
        {free.length === 0 && (
          <Button
            onClick={() => {
              onClose()
              void navigate({ to: paths.pulls })
            }}
          >
            {t('seeProgress')}
          </Button>
        )}
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          type="submit"
          tone="primary"
          busy={isLooking}
          disabledReason={readOnly ?? (free.length === 0 ? t('nowhere') : targets.length === 0 ? t('chooseOne') : null)}
        >
          {t('goCount', { count: Math.max(1, targets.length) })}
        </Button>
      </div>
    </form>
  )
}

interface ServerProps {
  readonly on: ModelOnServer
  readonly pull: ShownPull | undefined
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
}

function Server({ on, pull, checked, onCheckedChange }: ServerProps) {
  const t = useTranslations('models.pull')
  const tPhase = useTranslations('pulls.phase')
  const f = useFormat()
  const { at, status, downloaded, catalog, isSuitable } = on
  const label = inSentence(at.label, 80)
  if (pull) {
    const phase = tPhase(pull.phase)
    const reason = pull.tab === null ? t('active', { phase }) : t('activeElsewhere', { phase })
    return <Checkbox label={label} checked={false} onCheckedChange={onCheckedChange} disabledReason={reason} />
  }
  const state =
    status === 'downloaded'
      ? downloaded?.sizeBytes == null
        ? t('downloadedNoSize')
        : t('downloaded', { size: f.bytes(downloaded.sizeBytes) })
      : status === 'downloading'
        ? t('locked')
        : t('notDownloaded')
  return (
    <Checkbox
      label={label}
      checked={checked}
      onCheckedChange={onCheckedChange}
      description={
        <>
          {state}
          {catalog !== null && !isSuitable && <span className="block text-warn">{t('unsuitable')}</span>}
        </>
      }
    />
  )
}

/** Where there is only one sensible place, it is chosen; what fills several disks is left to the operator. */
function chosenAtFirst(free: readonly ModelOnServer[], preferred: readonly string[]): ReadonlySet<string> {
  if (free.length === 1) return new Set(free.map(({ at }) => at.id))
  const sensible = free.filter(({ status, isSuitable }) => status === 'not_downloaded' && isSuitable)
  const wanted = sensible.filter(({ at }) => preferred.includes(at.id))
  if (wanted.length > 0) return new Set(wanted.map(({ at }) => at.id))
  return new Set(sensible.length === 1 ? sensible.map(({ at }) => at.id) : [])
}
