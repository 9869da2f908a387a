import { useQueryClient } from '@tanstack/react-query'
import { CircleStop, ScrollText, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { logsHref } from '../../paths.ts'
import type { InstanceAction } from '../../queriesInstances.ts'
import { isBulkRunning, runBulk, useInstanceBulk } from '../../starts/instanceBulk.ts'
import { AddressLink } from '../AddressLink.tsx'
import { isRunning } from '../conditions.ts'
import { PANES_AT_MOST } from '../logs/panes.ts'
import type { InstanceRow } from './useInstanceRows.ts'

interface Props {
  readonly rows: readonly InstanceRow[]
  /** A link to the page carries which are chosen. */
  readonly isInLink: boolean
  /** Once a run has begun, and on request. */
  readonly onClear: () => void
}

/** What can be done with the instances chosen, all at once and after one question. */
export function InstancesBulk({ rows, isInLink, onClear }: Props) {
  const t = useTranslations('starts.bulk')
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const mayChange = useMayChange()
  const isBusy = useInstanceBulk(isBulkRunning)
  if (rows.length === 0) return null
  const running = rows.filter(({ condition }) => isRunning(condition))

  const act = async (action: InstanceAction) => {
    const meant = action === 'stop' ? running : rows
    const count = meant.length
    const confirmed = await confirm({
      title: t(action === 'stop' ? 'stopTitle' : 'removeTitle', { count }),
      body: <NamedOnes rows={meant} />,
      consequences: [
        ...(action === 'remove' && running.length > 0 ? [t('runs', { count: running.length })] : []),
        ...(action === 'stop' && rows.length > count ? [t('skipped', { count: rows.length - count })] : []),
        ...(running.length > 0 ? [t('serving')] : []),
        ...(action === 'remove' ? [t('gone')] : []),
        t('checked'),
      ],
      confirmLabel: t(action === 'stop' ? 'stopAction' : 'removeAction', { count }),
      tone: 'danger',
    })
    if (!confirmed) return
    const chosen = meant.map(({ at, instance, condition }) => ({ at, instance, stopFirst: isRunning(condition) }))
    if (runBulk(action, chosen, queryClient)) onClear()
  }

  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="tabular-nums">
        {t('chosen', { count: rows.length })}
        {!isInLink && <span className="text-ink-3"> {t('notInLink')}</span>}
      </span>
      {rows.length <= PANES_AT_MOST && (
        <AddressLink
          href={logsHref(rows.map(({ at, instance }) => ({ server: at.id, alias: instance.alias })))}
          className={buttonClass({ size: 'sm' })}
        >
          <ScrollText aria-hidden className="size-4" />
          {t('logs', { count: rows.length })}
        </AddressLink>
      )}
      {mayChange && (
        <>
          <Button
            size="sm"
            tone="danger"
            icon={CircleStop}
            disabledReason={isBusy ? t('busy') : running.length === 0 ? t('none') : null}
            onClick={() => void act('stop')}
          >
            {t('stop', { count: running.length })}
          </Button>
          <Button
            size="sm"
            tone="danger"
            icon={Trash2}
            disabledReason={isBusy ? t('busy') : null}
            onClick={() => void act('remove')}
          >
            {t('remove', { count: rows.length })}
          </Button>
        </>
      )}
      <Button size="sm" tone="quiet" onClick={onClear}>
        {t('clear')}
      </Button>
    </div>
  )
}

function NamedOnes({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const t = useTranslations('starts.bulk')
  return (
    <span className="block max-h-80 overflow-y-auto">
      {rows.map(({ at, instance }) => (
        <span key={`${at.id}/${instance.id}`} className="block wrap-anywhere">
          {t('one', {
            name: inSentence(instance.alias),
            server: inSentence(at.label),
            id: inSentence(instance.id),
            model: inSentence(instance.modelId),
          })}
        </span>
      ))}
    </span>
  )
}
