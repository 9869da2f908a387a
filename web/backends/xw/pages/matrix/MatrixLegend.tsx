import { useTranslations } from 'use-intl'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { MatrixCell } from './MatrixCell.tsx'
import type { CellLook } from './useCellWords.ts'

const entries = [
  ['downloaded', 'good'],
  ['pulling', 'busy'],
  ['locked', 'warn'],
  ['absent', 'none'],
  ['no-chip', 'quiet'],
  ['not-offered', 'quiet'],
  ['unknown', 'quiet'],
] as const satisfies readonly (readonly [string, CellLook])[]

/** What the cells show, and what the keys do. */
export function MatrixLegend() {
  const t = useTranslations('matrix')
  const short = (kind: (typeof entries)[number][0]): string => {
    if (kind === 'downloaded') return '15.3 GiB'
    return kind === 'pulling' ? '43%' : t(`short.${kind}`)
  }
  return (
    <Disclosure summary={t('legend.title')}>
      <dl className="grid w-fit grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 text-sm">
        {entries.map(([kind, look]) => (
          <div key={kind} className="contents">
            <dt>
              <MatrixCell look={look} short={short(kind)} isPast={false} />
            </dt>
            <dd className="text-ink-2">{t(`legend.${kind}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-ink-3">{t('keys')}</p>
    </Disclosure>
  )
}
