import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { Button } from '@/ui/Button.tsx'
import { usePullActions } from '../../pulls/pullActions.ts'
import { usePullNames } from '../../pulls/pullNames.ts'
import { isActive } from '../../pulls/pullState.ts'
import type { PullState } from '../../pulls/pullState.ts'
import { pulls } from '../../pulls/pullStore.ts'
import { toldOf } from '../../pulls/pullTabs.ts'

/** What can be done with a pull in its present phase. */
export function PullButtons({ pull }: { readonly pull: PullState }) {
  const t = useTranslations('pullPages.action')
  const actions = usePullActions()
  const mayChange = useMayChange()
  const names = usePullNames()(pull)
  const { phase, key, highest } = pull

  if (isActive(phase)) {
    if (!mayChange) return null
    return (
      <Button
        size="sm"
        tone="danger"
        aria-label={t('cancelOf', names)}
        onClick={() => void actions.cancel({ ...toldOf(pull), tab: null })}
      >
        {t('cancel')}
      </Button>
    )
  }
  // Something of it may be on the server's disk: pulling goes on from there.
  const isResume = highest > 0 && (phase.kind === 'failed' || phase.kind === 'cancelled')
  const again = phase.kind === 'stale-lock' ? t('removed') : isResume ? t('resume') : t('again')
  return (
    <div className="flex flex-wrap gap-2">
      {mayChange && phase.kind === 'held-elsewhere' && (
        <Button size="sm" aria-label={t('keepWaitingOf', names)} onClick={() => void actions.keepWaiting(pull)}>
          {t('keepWaiting')}
        </Button>
      )}
      {mayChange && (phase.kind === 'failed' || phase.kind === 'cancelled' || phase.kind === 'stale-lock') && (
        <Button
          size="sm"
          aria-label={phase.kind === 'stale-lock' ? undefined : isResume ? t('resumeOf', names) : t('againOf', names)}
          onClick={() => void actions.retry(pull)}
        >
          {again}
        </Button>
      )}
      <Button size="sm" tone="quiet" aria-label={t('dismissOf', names)} onClick={() => pulls().dismiss(key)}>
        {t('dismiss')}
      </Button>
    </div>
  )
}
