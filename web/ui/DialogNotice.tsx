import { use } from 'react'
import { cx } from './cx.ts'
import { DialogNoticeContext } from './dialogNoticeContext.ts'

/** At the head of every dialog. Always there, since only what comes into it later is read out. */
export function DialogNotice({ className }: { readonly className?: string }) {
  return (
    <div aria-live="polite" className={cx('max-h-[45dvh] shrink-0 overflow-y-auto', className)}>
      {use(DialogNoticeContext)}
    </div>
  )
}
