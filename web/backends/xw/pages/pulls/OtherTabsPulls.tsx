import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { goesOn } from '../../pulls/pullList.ts'
import { PullLine } from '../../pulls/PullLine.tsx'
import { usePullActions } from '../../pulls/pullActions.ts'
import { usePullNames } from '../../pulls/pullNames.ts'
import type { RemotePull } from '../../pulls/pullTabs.ts'

/** Pulls that other tabs of the console run: seen from here, and cancelled through them. */
export function OtherTabsPulls({ pulls }: { readonly pulls: readonly RemotePull[] }) {
  const t = useTranslations('pulls')
  const pages = useTranslations('pullPages')
  const actions = usePullActions()
  const mayChange = useMayChange()
  const namesOf = usePullNames()
  return (
    <Panel title={t('elsewhere')} description={t('inAnotherTabHint')} padded={false}>
      <ul className="divide-y divide-line">
        {pulls.map((pull) => (
          <li key={`${pull.tab} ${pull.key}`} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-64">
              <PullLine pull={pull} />
            </div>
            {mayChange && goesOn(pull) && (
              <Button
                size="sm"
                tone="danger"
                aria-label={pages('action.cancelOf', namesOf(pull))}
                onClick={() => void actions.cancel(pull)}
              >
                {pages('action.cancel')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
