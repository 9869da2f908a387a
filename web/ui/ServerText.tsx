import { maskSecrets } from '@/lib/maskSecrets.ts'
import { plainLines, plainText } from '@/lib/serverText.ts'
import { cx } from './cx.ts'

interface Props {
  readonly text: string | null | undefined
  /** In characters; what is longer is cut, and shown at greater length in the hint. */
  readonly max?: number
  readonly mono?: boolean
  /** Keeps line breaks and wraps anywhere: for messages and configuration. */
  readonly block?: boolean
  readonly placeholder?: string
  readonly className?: string
}

const hintMax = 2000

/**
 * Words that are not ours: never markup, no control characters, no secrets, its direction of writing kept to itself,
 * and no longer than the page can bear.
 */
export function ServerText({ text, max = 200, mono = false, block = false, placeholder = '—', className }: Props) {
  // Whatever a server sends, only what can be shown is looked at.
  const head = maskSecrets((text ?? '').slice(0, 4 * Math.max(max, hintMax)))
  const shown = block ? plainLines(head, max) : plainText(head, max)
  if (shown.trim() === '') return <span className={cx('text-ink-3', className)}>{placeholder}</span>
  const hint = shown.endsWith('…') ? plainText(head, hintMax) : undefined
  return (
    <bdi
      title={hint}
      className={cx(block ? 'block whitespace-pre-wrap' : undefined, 'wrap-anywhere', mono && 'font-mono', className)}
    >
      {shown}
    </bdi>
  )
}
