import { Menu as MenuIcon, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from '@/ui/IconButton.tsx'
import { cx } from '@/ui/cx.ts'
import { Brand } from './Brand.tsx'
import { Navigation } from './Navigation.tsx'

/** The navigation where there is no room for it beside the page: behind a button, from the left. */
export function NavigationDrawer({ className }: { readonly className?: string }): ReactNode {
  const t = useTranslations('shell')
  const titleId = useId()
  const drawer = useRef<HTMLDialogElement>(null)
  const close = () => drawer.current?.close()

  useEffect(() => {
    const element = drawer.current
    if (element === null) return undefined
    // The dialog is all covered by what is in it: a press on the element itself is one beside it, on the backdrop.
    const closeBeside = (event: MouseEvent) => {
      if (event.target === element) element.close()
    }
    element.addEventListener('click', closeBeside)
    return () => element.removeEventListener('click', closeBeside)
  }, [])

  return (
    <div className={cx('flex', className)}>
      <IconButton
        icon={MenuIcon}
        label={t('openMenu')}
        aria-haspopup="dialog"
        onClick={() => drawer.current?.showModal()}
      />
      {/* The browser's own dialog: it holds the focus, closes on Escape, and gives the focus back. */}
      <dialog
        ref={drawer}
        aria-labelledby={titleId}
        className="fixed inset-y-0 left-0 m-0 hidden h-dvh max-h-none w-64 max-w-[85vw] flex-col border-r border-line bg-surface text-ink backdrop:bg-scrim open:flex"
      >
        <div className="flex h-11 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
          <h2 id={titleId} className="sr-only">
            {t('menu')}
          </h2>
          <Brand />
          <IconButton icon={X} size="sm" label={t('closeMenu')} onClick={close} />
        </div>
        <Navigation onChoose={close} />
      </dialog>
    </div>
  )
}
