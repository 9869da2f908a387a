import type { Tokens } from 'marked'
import { useTranslations } from 'use-intl'
import { ScrollBox } from '../ScrollBox.tsx'
import { MarkdownInline } from './MarkdownInline.tsx'

interface Props {
  readonly align: readonly Tokens.TableCell['align'][]
  readonly header: readonly Tokens.TableCell[]
  readonly rows: readonly (readonly Tokens.TableCell[])[]
}

const aligned = { left: 'text-start', center: 'text-center', right: 'text-end' } as const

/** Wider than the answer, it scrolls in a box of its own. */
export function MarkdownTable({ align, header, rows }: Props) {
  const t = useTranslations('playground.markdown')
  const classOf = (column: number) => `border border-line px-2 py-1 ${aligned[align[column] ?? 'left']}`
  return (
    <ScrollBox label={t('table')} className="max-w-full overflow-x-auto">
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            {header.map((cell, column) => (
              // eslint-disable-next-line react/no-array-index-key -- cells have no other name than their place
              <th key={column} scope="col" className={`${classOf(column)} bg-bg font-semibold`}>
                <MarkdownInline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // eslint-disable-next-line react/no-array-index-key -- rows only come behind the others
            <tr key={line}>
              {row.map((cell, column) => (
                // eslint-disable-next-line react/no-array-index-key -- as above
                <td key={column} className={classOf(column)}>
                  <MarkdownInline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
