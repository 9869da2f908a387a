import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { Popover } from '@/ui/Popover.tsx'

const ReadOnlyExplanation = lazy(async () => {
  const [{ ReadOnlyExplanation: Explanation }] = await Promise.all([
    import('./ReadOnlyExplanation.tsx'),
    preloadPageWords(),
  ])
  return { default: Explanation }
})

/** Says on every page why nothing here can be changed. Absent where it can. */
export function ReadOnlyChip(): ReactNode {
  const label = useTranslations('nav')('readOnly')
  const trigger = (
    <button
      type="button"
      aria-label={label}
      className="flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-sm font-medium text-ink-2 hover:bg-hover aria-expanded:bg-hover"
    >
      <Eye aria-hidden className="size-3.5 shrink-0" />
      <span className="max-sm:sr-only">{label}</span>
    </button>
  )
  return (
    <Popover align="end" title={label} className="w-80" trigger={trigger}>
      {() => (
        <Suspense>
          <ReadOnlyExplanation />
        </Suspense>
      )}
    </Popover>
  )
}
