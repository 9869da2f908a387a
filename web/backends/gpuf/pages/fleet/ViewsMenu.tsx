import { Bookmark, ChevronDown } from 'lucide-react'
import { memo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Popover } from '@/ui/Popover.tsx'
import type { FleetSearch } from '../../paths.ts'
import { SaveViewForm } from './SaveViewForm.tsx'
import { SavedViewRow } from './SavedViewRow.tsx'
import { changeViews, isSameView, useViews, viewOf, type SavedView } from './viewsStore.ts'

interface Props {
  readonly at: Endpoint
  readonly search: FleetSearch
  /** Shows another view, in the place of everything that the address says but what is chosen. */
  readonly onShow: (search: FleetSearch) => void
}

/** What the page shows now, under a name, and back to it with a press. */
export const ViewsMenu = memo(function ViewsMenu({ at, search, onShow }: Props): ReactNode {
  const t = useTranslations('fleet.views')
  const views = useViews(at)
  const [deleted, setDeleted] = useState<{ readonly view: SavedView; readonly place: number } | null>(null)
  const current = views.find(({ name }) => name === search.saved)
  const isModified = current !== undefined && !isSameView(current.search, search)

  const remove = (view: SavedView) => {
    setDeleted({ view, place: views.indexOf(view) })
    changeViews(at, (before) => before.filter(({ name }) => name !== view.name))
  }
  const undo = () => {
    if (deleted === null) return
    changeViews(at, (before) =>
      before.some(({ name }) => name === deleted.view.name) ? before : before.toSpliced(deleted.place, 0, deleted.view),
    )
    setDeleted(null)
  }
  const rename = (view: SavedView, name: string) => {
    changeViews(at, (before) => before.map((one) => (one.name === view.name ? { ...one, name } : one)))
    if (search.saved === view.name) onShow({ ...search, saved: name })
  }
  const overwrite = (view: SavedView) =>
    changeViews(at, (before) =>
      before.map((one) => (one.name === view.name ? { ...one, search: viewOf(search) } : one)),
    )
  const save = (name: string) => {
    changeViews(at, (before) => [...before, { name, search: viewOf(search) }])
    onShow({ ...search, saved: name })
  }

  return (
    <Popover
      title={t('title')}
      align="end"
      className="w-88"
      onOpenChange={() => setDeleted(null)}
      trigger={
        <Button icon={Bookmark} className="max-w-56">
          <span className="truncate">{current?.name ?? t('button')}</span>
          {isModified && <span className="font-normal text-ink-3">{t('modified')}</span>}
          <ChevronDown aria-hidden className="-me-1 size-4 shrink-0 text-ink-3" />
        </Button>
      }
    >
      {(close) => (
        <>
          {views.length === 0 ? (
            <p className="px-4 py-3 text-sm text-ink-3">{t('none')}</p>
          ) : (
            <ul aria-label={t('title')} className="max-h-80 overflow-y-auto py-1">
              {views.map((view) => (
                <SavedViewRow
                  key={view.name}
                  view={view}
                  views={views}
                  isCurrent={view === current}
                  isModified={view === current && isModified}
                  onShow={() => {
                    onShow({ ...view.search, saved: view.name })
                    close()
                  }}
                  onRename={(name) => rename(view, name)}
                  onOverwrite={() => overwrite(view)}
                  onDelete={() => remove(view)}
                />
              ))}
            </ul>
          )}
          <output>
            {deleted !== null && (
              <span className="flex items-center gap-2 border-t border-line px-4 py-1.5 text-sm text-ink-2">
                <span className="min-w-0 flex-1 truncate">{t('deleted', { name: deleted.view.name })}</span>
                <Button size="sm" tone="quiet" onClick={undo}>
                  {t('undo')}
                </Button>
              </span>
            )}
          </output>
          <SaveViewForm views={views} onSave={save} />
        </>
      )}
    </Popover>
  )
})
