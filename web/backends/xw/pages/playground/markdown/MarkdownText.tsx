import { memo, useState } from 'react'
import { plainLines } from '@/lib/serverText.ts'
import { MarkdownBlocks } from './MarkdownBlocks.tsx'
import { markdownBlocks } from './markdownBlocks.ts'

/**
 * Markdown as a model writes it. Nothing in it becomes markup but what this draws: HTML is text, pictures are links,
 * and links lead to the web or to a mailbox. While it grows, only its last block is read and drawn again.
 */
export const MarkdownText = memo(function MarkdownText({ text }: { readonly text: string }) {
  const plain = plainLines(text)
  const [before, setBefore] = useState(() => markdownBlocks(plain))
  const now = markdownBlocks(plain, before)
  if (now !== before) setBefore(now)
  return (
    <div className="flex min-w-0 flex-col gap-2 wrap-anywhere">
      <MarkdownBlocks tokens={now.blocks} />
    </div>
  )
})
