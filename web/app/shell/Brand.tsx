import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { cx } from '@/ui/cx.ts'
import { BrandMark } from './BrandMark.tsx'

/** The console's name, and below it the site's, where `config.json` gives one. */
export function Brand({ className }: { readonly className?: string }): ReactNode {
  const title = useConnections((state) => state.title)
  return (
    <Link to="/" activeOptions={{ exact: true }} className={cx('flex min-w-0 items-center gap-2 text-ink', className)}>
      <BrandMark />
      <span className="min-w-0 leading-tight">
        <span className="block text-base font-semibold tracking-tight">Quarterdeck</span>
        {title !== null && (
          <span className="block truncate text-xs text-ink-3">
            <ServerText text={title} />
          </span>
        )}
      </span>
    </Link>
  )
}
