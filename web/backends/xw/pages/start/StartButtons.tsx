import { MessageSquare, ScrollText, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { useStartNames } from '../../starts/startNames.ts'
import { cancelMeaning, isFollowed, isStartOver, type StartState } from '../../starts/startState.ts'
import { useStartEngine } from '../../starts/startStore.ts'
import { AddressLink } from '../AddressLink.tsx'
import { logsHref, playgroundHref } from '../../paths.ts'

/** What can be done with a start. Cancelling says what it means at this moment. */
export function StartButtons({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts')
  const names = useStartNames()(start)
  const engine = useStartEngine()
  const confirm = useConfirm()
  const { key, phase, server, alias, seen } = start
  // To stop looking on changes nothing, nor does taking back what was not sent.
  const meaning = cancelMeaning(phase)
  const mayCancel = useMayChange() || meaning === 'goes-on' || meaning === 'nothing-sent'

  const cancel = async () => {
    // While the question stands the start goes on, and closing its stream may have come to mean something else.
    for (let asked = phase; ;) {
      const meaning = cancelMeaning(asked)
      if (meaning === 'not-any-more') return
      const confirmed = await confirm({
        title: t(isFollowed(asked) ? 'cancel.leaveTitle' : 'cancel.title', names),
        body: t(`cancel.${meaning}`, names),
        consequences:
          asked.kind === 'removing'
            ? [t('cancel.removing', names)]
            : asked.kind === 'waiting-for-model'
              ? [t('cancel.pullGoesOn')]
              : [],
        confirmLabel: t(meaning === 'goes-on' ? 'cancel.leave' : 'cancel.confirm'),
        cancelLabel: t('cancel.keep'),
        tone: 'danger',
      })
      if (!confirmed) return
      const now = engine.store.getState().own.find((one) => one.key === key)?.phase ?? asked
      if (cancelMeaning(now) !== 'goes-on' || meaning === 'goes-on') return engine.cancel(key)
      asked = now
    }
  }

  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {seen !== null && (
        <AddressLink href={logsHref([{ server, alias }])} className={buttonClass({ size: 'sm' })}>
          <ScrollText aria-hidden className="size-4" />
          {t('row.logs')}
        </AddressLink>
      )}
      {phase.kind === 'ready' && (
        <AddressLink href={playgroundHref(server, alias)} className={buttonClass({ size: 'sm' })}>
          <MessageSquare aria-hidden className="size-4" />
          {t('row.playground')}
        </AddressLink>
      )}
      {isStartOver(phase) ? (
        <IconButton size="sm" icon={X} label={t('panel.dismiss', names)} onClick={() => engine.dismiss(key)} />
      ) : (
        mayCancel && (
          <Button
            size="sm"
            aria-label={t(isFollowed(phase) ? 'cancel.leaveLabel' : 'cancel.label', names)}
            onClick={() => void cancel()}
          >
            {t(isFollowed(phase) ? 'cancel.leave' : 'cancel.action')}
          </Button>
        )
      )}
    </span>
  )
}
