import { Link } from '@tanstack/react-router'
import { ArrowDownToLine } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { plainText } from '@/lib/serverText.ts'
import { Button } from '@/ui/Button.tsx'
import type { Column } from '@/ui/DataTable.tsx'
import { cx } from '@/ui/cx.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { paths } from '../../paths.ts'
import { ModelServers } from './ModelServers.tsx'
import { sizeOf } from './modelRows.ts'
import type { ModelRow } from './modelRows.ts'

const MOST = 40

/** The catalogue's columns; `onPull` must be stable. Null where nothing can be pulled. */
export function useModelColumns(onPull: ((row: ModelRow) => void) | null): readonly Column<ModelRow>[] {
  const t = useTranslations('models')
  const f = useFormat()

  return useMemo((): readonly Column<ModelRow>[] => {
    function size(row: ModelRow): { readonly text: string; readonly hint: string | undefined } {
      const { realSize, estimatedBytes } = row
      if (realSize !== null) {
        const [from, to] = [f.bytes(realSize.from), f.bytes(realSize.to)]
        return { text: from === to ? to : t('sizeRange', { from, to }), hint: t('realHint') }
      }
      if (estimatedBytes === null) return { text: '–', hint: undefined }
      return { text: t('estimated', { size: f.bytes(estimatedBytes) }), hint: t('estimatedHint') }
    }
    const columns: readonly Column<ModelRow>[] = [
      {
        id: 'model',
        header: t('column.model'),
        width: 240,
        sortValue: ({ id }) => id,
        cell: ({ id, on }) => (
          <>
            <Link
              to={paths.model}
              params={{ model: id }}
              className={cx(quietLinkClass, 'block max-w-[calc(100vw-10rem)] truncate sm:max-w-60 2xl:max-w-none')}
            >
              <ServerText text={id} mono max={80} />
            </Link>
            {/* On a phone two columns have room, and the button must be one of them. */}
            <span className="block max-w-[calc(100vw-10rem)] sm:hidden">
              <ModelServers model={id} on={on} />
            </span>
          </>
        ),
      },
      {
        id: 'servers',
        header: t('column.servers'),
        width: 240,
        priority: 2,
        sortValue: ({ on }) => on.filter(({ status }) => status === 'downloaded').length,
        cell: (row) => <ModelServers model={row.id} on={row.on} />,
      },
      {
        id: 'size',
        header: t('column.size'),
        align: 'end',
        width: 124,
        priority: 2,
        sortValue: sizeOf,
        cell: (row) => {
          const { text, hint } = size(row)
          return (
            <span title={hint} className={row.realSize === null ? 'text-ink-3' : undefined}>
              {text}
            </span>
          )
        },
      },
      {
        id: 'family',
        header: t('column.family'),
        width: 100,
        priority: 3,
        sortValue: ({ detail }) => detail?.family ?? null,
        cell: ({ detail }) => <ServerText text={detail?.family} max={24} placeholder="–" />,
      },
      {
        id: 'capabilities',
        header: t('column.capabilities'),
        width: 112,
        priority: 3,
        cell: ({ detail }) => (
          <span className="block max-w-28 2xl:max-w-80">
            <Words words={detail?.capabilities ?? []} />
          </span>
        ),
      },
      {
        id: 'devices',
        header: t('column.devices'),
        grow: true,
        priority: 3,
        cell: ({ devices }) => <Words words={devices} />,
      },
    ]
    if (onPull === null) return columns
    return [
      ...columns,
      {
        id: 'actions',
        header: t('column.actions'),
        headerHidden: true,
        pinned: true,
        align: 'end',
        width: 96,
        cell: (row) => (
          <Button
            size="sm"
            icon={ArrowDownToLine}
            aria-label={t('pull.buttonOf', { model: inSentence(row.id) })}
            onClick={() => onPull(row)}
          >
            {t('pull.button')}
          </Button>
        ),
      },
    ]
  }, [t, f, onPull])
}

function Words({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return <span className="text-ink-3">–</span>
  const text = plainText(words.slice(0, MOST).join(', '), 400)
  return (
    <span className="block truncate text-xs text-ink-2" title={text}>
      {text}
    </span>
  )
}
