import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { cx } from '@/ui/cx.ts'
import type { LogSeam } from '../../schema/logRow.ts'

/** Where a connection was made again, in the place of a line. */
export function SeamLine({ pos, seam }: { readonly pos: number; readonly seam: LogSeam }) {
  const t = useTranslations('logs')
  const format = useFormat()
  const time = format.timeWithZone(seam.at)
  return (
    <div
      data-pos={pos}
      data-seam={seam.kind}
      className={cx(
        'sticky start-0 flex h-5 w-full items-center gap-2 px-2 font-sans leading-5',
        seam.kind === 'continued' ? 'text-busy' : 'text-warn',
      )}
    >
      <span className="h-px w-4 shrink-0 bg-line-strong" />
      <span className="truncate">{t(`seam.${seam.kind}`, { time, lines: seam.lines })}</span>
      <span className="h-px min-w-4 flex-1 bg-line-strong" />
    </div>
  )
}
