import { useTranslations } from 'use-intl'
import { plainText } from '@/lib/serverText.ts'
import type { ToolCall } from '../../talks/talk.ts'
import { CodeBlock } from './markdown/CodeBlock.tsx'

/** Tools that a model wanted to have called. Nothing here calls any. */
export function ToolCallsView({ tools }: { readonly tools: readonly ToolCall[] }) {
  const t = useTranslations('playground.answer')
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <p className="text-ink-2">{t('tools', { n: tools.length })}</p>
      {tools.map(({ name, text }, index) => (
        // eslint-disable-next-line react/no-array-index-key -- a model may call the same tool twice
        <CodeBlock key={index} code={indented(text)} language={plainText(name, 60)} />
      ))}
    </div>
  )
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
