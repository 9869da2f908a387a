import { Link } from '@tanstack/react-router'
import { CircleStop, Copy, Ellipsis, History, MessageSquare, RotateCcw, ScrollText, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { buttonClass } from '@/ui/Button.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { Menu, type MenuEntry } from '@/ui/Menu.tsx'
import { logsHref, playgroundHref, startHref } from '../../paths.ts'
import { AddressLink } from '../AddressLink.tsx'
import { isRunning } from '../conditions.ts'
import type { InstanceRow } from './useInstanceRows.ts'
import { useInstanceWork } from './useInstanceWork.ts'

/** What can be done with an instance: its log and playground, stop, remove, restart, start another like it. */
export function InstanceActions(row: InstanceRow) {
  const { at, instance, condition, isKept = false } = row
  const t = useTranslations('instancePages')
  const tStarts = useTranslations('starts')
  const tActivity = useTranslations('activity')
  const { isBusy, stop, remove, restart } = useInstanceWork(row)
  const mayChange = useMayChange()
  const names = { name: inSentence(instance.alias), server: inSentence(at.label) }
  const logs = logsHref([{ server: at.id, alias: instance.alias }])
  const playground = condition.kind === 'ready' && !isKept ? playgroundHref(at.id, instance.alias) : null
  const looks: readonly MenuEntry[] = [
    { kind: 'link', label: tStarts('row.logs'), icon: ScrollText, render: <AddressLink href={logs} /> },
    ...(playground === null
      ? []
      : [
          {
            kind: 'link',
            label: tStarts('row.playground'),
            icon: MessageSquare,
            render: <AddressLink href={playground} />,
          } as const,
        ]),
    {
      kind: 'link',
      label: tActivity('link'),
      icon: History,
      render: <Link to="/activity" search={{ q: instance.alias, server: [`${at.kind}/${at.id}`] }} />,
    },
  ]
  const changes: readonly MenuEntry[] = [
    { kind: 'separator' },
    {
      kind: 'link',
      label: tStarts('row.like'),
      icon: Copy,
      render: <AddressLink href={startHref({ server: at.id, model: instance.modelId, like: instance.alias })} />,
    },
    {
      label: tStarts('row.restart'),
      icon: RotateCcw,
      onSelect: () => void restart(),
      disabledReason: isBusy ? t('busy') : null,
    },
    ...(isRunning(condition)
      ? [
          {
            label: tStarts('row.stop'),
            icon: CircleStop,
            tone: 'danger',
            onSelect: () => void stop(),
            disabledReason: isBusy ? t('busy') : null,
          } as const,
        ]
      : []),
    {
      label: tStarts('row.remove'),
      icon: Trash2,
      tone: 'danger',
      onSelect: () => void remove(),
      disabledReason: isBusy ? t('busy') : null,
    },
  ]

  return (
    <span className="flex justify-end gap-1">
      <AddressLink
        href={logs}
        aria-label={tStarts('row.logsOf', names)}
        title={tStarts('row.logs')}
        className={`${rowLinkClass} max-2xl:hidden`}
      >
        <ScrollText aria-hidden className="size-4" />
      </AddressLink>
      {playground !== null && (
        <AddressLink
          href={playground}
          aria-label={tStarts('row.playgroundOf', names)}
          title={tStarts('row.playground')}
          className={`${rowLinkClass} max-2xl:hidden`}
        >
          <MessageSquare aria-hidden className="size-4" />
        </AddressLink>
      )}
      {mayChange && isRunning(condition) && (
        <IconButton
          size="sm"
          icon={CircleStop}
          label={t('stop.label', names)}
          className="max-sm:hidden"
          busy={isBusy}
          onClick={() => void stop()}
        />
      )}
      {mayChange && (
        <IconButton
          size="sm"
          icon={Trash2}
          label={t('remove.label', names)}
          // On a phone both are in the menu: the name is what there must be room for.
          className="max-sm:hidden"
          disabledReason={isBusy ? t('busy') : null}
          onClick={() => void remove()}
        />
      )}
      <Menu
        align="end"
        entries={mayChange ? [...looks, ...changes] : looks}
        trigger={
          <IconButton
            size="sm"
            icon={Ellipsis}
            label={tStarts('row.more', names)}
            // Where both links stand beside it, it has nothing of its own.
            className={mayChange ? '' : '2xl:hidden'}
          />
        }
      />
    </span>
  )
}

const rowLinkClass = buttonClass({ tone: 'quiet', size: 'sm', iconOnly: true })
