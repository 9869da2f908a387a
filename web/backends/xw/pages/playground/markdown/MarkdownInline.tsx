import type { MarkedToken, Token } from 'marked'
import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import { OutsideLink } from '@/ui/OutsideLink.tsx'
import { decodeEntities } from './entities.ts'

/** What stands in a line: emphasis, code, links. */
export function MarkdownInline({ tokens }: { readonly tokens: readonly Token[] }) {
  return tokens.map((token, index) => (
    // eslint-disable-next-line react/no-array-index-key -- tokens have no other name than their place
    <Fragment key={index}>
      <Inline token={token} />
    </Fragment>
  ))
}

function Inline({ token }: { readonly token: Token }) {
  // Without extensions the lexer makes no other tokens than its own.
  const inline = token as MarkedToken
  switch (inline.type) {
    case 'strong':
      return (
        <strong className="font-semibold">
          <MarkdownInline tokens={inline.tokens} />
        </strong>
      )
    case 'em':
      return (
        <em>
          <MarkdownInline tokens={inline.tokens} />
        </em>
      )
    case 'del':
      return (
        <del>
          <MarkdownInline tokens={inline.tokens} />
        </del>
      )
    case 'codespan':
      return <code className="rounded-sm bg-idle-soft px-1 font-mono text-[0.95em] text-ink">{inline.text}</code>
    case 'br':
      return <br />
    case 'link':
      return (
        <OutsideLink address={inline.href} words={inline.text}>
          <MarkdownInline tokens={inline.tokens} />
        </OutsideLink>
      )
    case 'image':
      return <PictureLink href={inline.href} words={inline.text} />
    case 'escape':
      return inline.text
    case 'text':
      return inline.tokens ? <MarkdownInline tokens={inline.tokens} /> : decodeEntities(inline.text)
    default:
      // HTML: shown as it was written.
      return inline.raw
  }
}

/** A picture would tell another server who reads this answer, and when: it is fetched only by who follows the link. */
function PictureLink({ href, words }: { readonly href: string; readonly words: string }) {
  const t = useTranslations('playground.markdown')
  const shown = t('picture', { words: words.trim() === '' ? href.slice(0, 200) : words })
  return (
    <OutsideLink address={href} words={words}>
      {shown}
    </OutsideLink>
  )
}
