import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowDownToLine, Info } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { paths } from '../../paths.ts'
import { isActive } from '../../pulls/pullState.ts'
import type { PullState } from '../../pulls/pullState.ts'
import { pulls, usePulls } from '../../pulls/pullStore.ts'
import { useForeignDownloads } from '../../pulls/useForeignDownloads.ts'
import { ForeignDownloads } from './ForeignDownloads.tsx'
import { OtherTabsPulls } from './OtherTabsPulls.tsx'
import { PullItem } from './PullItem.tsx'

/** All pulls: this tab's in full, those of other tabs as far as they tell, and what the servers download besides. */
export function PullsPage() {
  const t = useTranslations('pulls')
  const pages = useTranslations('pullPages')
  const tModels = useTranslations('models')
  const tReadOnly = useTranslations('readOnly')
  const mayChange = useMayChange()
  const servers = useServers('xw')
  const { server: chosen = [], pull: opened } = useSearch({ from: '/pulls' })
  const navigate = useNavigate({ from: '/pulls' })
  const allOwn = usePulls((state) => state.own)
  const allOthers = usePulls((state) => state.others)
  const isChosen = ({ server }: { readonly server: string }): boolean => chosen.length === 0 || chosen.includes(server)
  const own = inOrder(allOwn.filter(isChosen))
  const others = allOthers.filter(isChosen)
  const foreign = useForeignDownloads().filter(({ at }) => isChosen({ server: at.id }))
  const isAnyActive = allOwn.some(({ phase }) => isActive(phase))

  return (
    <PageFrame
      title={t('title')}
      description={t('about')}
      actions={
        <>
          {servers.length > 1 &&
            (allOwn.length > 0 || allOthers.length > 0 || foreign.length > 0 || chosen.length > 0) && (
              <MultiSelect
                label={tModels('filter.server')}
                values={chosen}
                options={servers.map(({ id, label }) => ({ value: id, label }))}
                onValuesChange={(values) =>
                  void navigate({
                    search: (before) => ({ ...before, server: values.length > 0 ? [...values] : undefined }),
                    replace: true,
                  })
                }
              />
            )}
          {allOwn.some(({ phase }) => phase.kind === 'finished' || phase.kind === 'cancelled') && (
            <Button onClick={() => pulls().clearFinished()}>{pages('action.clear')}</Button>
          )}
        </>
      }
    >
      {isAnyActive && (
        <p className="flex items-start gap-2 rounded-md border border-line bg-surface px-3 py-2 text-sm text-ink-2">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
          {t('leaving')}
        </p>
      )}
      {own.length === 0 && others.length === 0 && foreign.length === 0 && (
        <EmptyState
          icon={ArrowDownToLine}
          title={t('none')}
          action={
            mayChange && (
              <Link to={paths.models} className={buttonClass({ tone: 'primary' })}>
                {t('toModels')}
              </Link>
            )
          }
        >
          {mayChange ? t('noneHint') : tReadOnly('noPulls')}
        </EmptyState>
      )}
      {own.length > 0 && (
        <Panel title={t('here')} titleHidden={others.length === 0} padded={false}>
          <ul className="divide-y divide-line">
            {own.map((pull) => (
              <li key={pull.key}>
                <PullItem
                  pull={pull}
                  isLogOpen={pull.key === opened}
                  onLogOpenChange={(isOpen) =>
                    void navigate({
                      search: (before) => ({ ...before, pull: isOpen ? pull.key : undefined }),
                      replace: true,
                    })
                  }
                />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {others.length > 0 && <OtherTabsPulls pulls={others} />}
      {foreign.length > 0 && <ForeignDownloads downloads={foreign} />}
    </PageFrame>
  )
}

/** What goes on comes first, in the order of the queue; then what has ended, the latest first. */
function inOrder(own: readonly PullState[]): readonly PullState[] {
  const ongoing = own.filter(({ phase }) => isActive(phase) || phase.kind === 'held-elsewhere')
  return [...ongoing, ...own.filter((pull) => !ongoing.includes(pull)).reverse()]
}
