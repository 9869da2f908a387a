import type { Token } from 'marked'
import { memo, useState } from 'react'
import { plainLines } from '@/lib/serverText.ts'
import { cx } from '@/ui/cx.ts'
import { MarkdownBlocks } from './MarkdownBlocks.tsx'
import { markdownBlocks } from './markdownBlocks.ts'

/** So many blocks are looked through for changes, and laid out, as one. */
const together = 24

/**
 * Markdown as a model writes it. Nothing in it becomes markup but what this draws: HTML is text, pictures are links,
 * and links lead to the web or to a mailbox. While it grows, only its last block is read and drawn again.
 */
export const MarkdownText = memo(function MarkdownText({ text }: { readonly text: string }) {
  const plain = plainLines(text)
  const [before, setBefore] = useState(() => markdownBlocks(plain))
  const now = markdownBlocks(plain, before)
  if (now !== before) setBefore(now)
  const { blocks } = now
  const groups = Array.from({ length: Math.ceil(blocks.length / together) }, (_, n) =>
    blocks.slice(n * together, (n + 1) * together),
  )
  return (
    <div className="flex min-w-0 flex-col gap-2 wrap-anywhere">
      {groups.map((group, index) => (
        // eslint-disable-next-line react/no-array-index-key -- a group keeps its place
        <Group key={index} blocks={group} isLast={index === groups.length - 1} />
      ))}
    </div>
  )
})

interface GroupProps {
  readonly blocks: readonly Token[]
  readonly isLast: boolean
}

/** What is out of sight of a long answer need not be laid out; the browser's search finds it all the same. */
const Group = memo(
  function Group({ blocks, isLast }: GroupProps) {
    return (
      <div
        className={cx(
          'flex min-w-0 flex-col gap-2',
          !isLast && '[contain-intrinsic-block-size:auto_60rem] [content-visibility:auto]',
        )}
      >
        <MarkdownBlocks tokens={blocks} />
      </div>
    )
  },
  (before, now) =>
    before.isLast === now.isLast &&
    before.blocks.length === now.blocks.length &&
    before.blocks.every((block, index) => block === now.blocks[index]),
)
