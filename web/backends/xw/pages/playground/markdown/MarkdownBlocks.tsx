import type { MarkedToken, Token, Tokens } from 'marked'
import { memo } from 'react'
import { CodeBlock } from './CodeBlock.tsx'
import { decodeEntities } from './entities.ts'
import { MarkdownInline } from './MarkdownInline.tsx'
import { MarkdownList } from './MarkdownList.tsx'
import { MarkdownTable } from './MarkdownTable.tsx'

const headingSizes = ['text-lg', 'text-base', 'text-base', 'text-sm', 'text-sm', 'text-sm'] as const

/** Blocks one below the other. */
export function MarkdownBlocks({ tokens }: { readonly tokens: readonly Token[] }) {
  return tokens.map((token, index) => (
    // eslint-disable-next-line react/no-array-index-key -- a block keeps its place for as long as it is the same one
    <MarkdownBlock key={index} token={token} />
  ))
}

/** The same source is the same picture: a block is drawn anew only when it changed. */
const MarkdownBlock = memo(
  Block,
  ({ token: before }, { token: now }) => before === now || (before.raw === now.raw && before.type === now.type),
)

function Block({ token }: { readonly token: Token }) {
  // Without extensions the lexer makes no other tokens than its own.
  const block = token as MarkedToken | Tokens.Table
  switch (block.type) {
    case 'space':
    case 'def':
      return null
    case 'heading':
      // No heading of the page, whose outline is ours.
      return (
        <p className={`mt-1 font-semibold text-ink ${headingSizes[block.depth - 1] ?? 'text-sm'}`}>
          <MarkdownInline tokens={block.tokens} />
        </p>
      )
    case 'hr':
      return <hr className="border-line" />
    case 'code':
      return <CodeBlock code={block.text} language={block.lang ?? ''} />
    case 'blockquote':
      return (
        <blockquote className="flex min-w-0 flex-col gap-2 border-s-2 border-line-strong ps-3 text-ink-2">
          <MarkdownBlocks tokens={block.tokens} />
        </blockquote>
      )
    case 'list':
      return (
        <MarkdownList
          start={block.ordered ? block.start || 1 : null}
          items={block.items}
          drawItem={(tokens) => <MarkdownBlocks tokens={tokens} />}
        />
      )
    case 'table':
      return <MarkdownTable align={block.align} header={block.header} rows={block.rows} />
    case 'paragraph':
      return (
        <p>
          <MarkdownInline tokens={block.tokens} />
        </p>
      )
    case 'text':
      return (
        <p className="whitespace-pre-wrap">
          {block.tokens ? <MarkdownInline tokens={block.tokens} /> : decodeEntities(block.text)}
        </p>
      )
    case 'html':
    default:
      return <p className="whitespace-pre-wrap">{block.raw.trimEnd()}</p>
  }
}
