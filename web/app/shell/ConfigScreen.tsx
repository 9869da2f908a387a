import { useTranslations } from 'use-intl'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { type ConfigProblem, isClosed } from '@/kit/config.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { BrandMark } from './BrandMark.tsx'
import { ConfigProblems } from './ConfigProblems.tsx'

const example = `{
  "servers": [
    { "kind": "xw", "name": "npu-01", "url": "api/xw/npu-01" },
    { "kind": "gpuf", "name": "fleet", "url": "api/gpuf", "userId": "12" }
  ]
}`

interface ConfigScreenProps {
  readonly problems: readonly ConfigProblem[]
  readonly busy: boolean
  readonly onRetry: () => void
}

/** In place of the console where it knows no server at all. */
export function ConfigScreen({ problems, busy, onRetry }: ConfigScreenProps): ReactNode {
  const t = useTranslations('config')
  const words = useTranslations('shell.config')
  const signIn = useTranslations('shell.signIn')
  const closed = problems.some(isClosed)
  const heading = useRef<HTMLHeadingElement>(null)
  const fix = fixOf(problems)
  useEffect(() => {
    document.title = `${t('noneTitle')} · Quarterdeck`
    heading.current?.focus()
  }, [t])
  useEffect(() => {
    if (!closed) return undefined
    // Back from signing in elsewhere.
    window.addEventListener('focus', onRetry)
    return () => window.removeEventListener('focus', onRetry)
  }, [closed, onRetry])

  return (
    <main className="mx-auto max-w-2xl px-4 py-[8vh]">
      <div className="flex items-center gap-2 text-base font-semibold">
        <BrandMark />
        Quarterdeck
      </div>
      <h1 ref={heading} tabIndex={-1} className="mt-6 text-xl font-semibold">
        {t('noneTitle')}
      </h1>
      <p className="mt-2 text-ink-2">{t.rich('noneIntro', { address: configAddress })}</p>
      <div className="mt-4 rounded-md border border-line border-l-2 border-l-bad bg-surface px-4 py-3">
        <ConfigProblems problems={problems} />
      </div>
      <Panel title={t('fixTitle')} className="mt-6">
        <p className="text-sm text-ink-2">{t(fix)}</p>
        {fix !== 'fixUnread' && (
          <pre className="mt-3 rounded-md border border-line bg-bg p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
            {example}
          </pre>
        )}
      </Panel>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button tone="primary" busy={busy} onClick={onRetry}>
          {words('retry')}
        </Button>
        {/* Nothing runs yet that a reload could end, and a proxy answers it with its sign-in page. */}
        {closed && <Button onClick={() => location.reload()}>{signIn('here')}</Button>}
      </div>
    </main>
  )
}

function configAddress(): ReactNode {
  const { href } = new URL('config.json', document.baseURI)
  return <code className="font-mono text-sm wrap-anywhere text-ink">{href}</code>
}

function fixOf(problems: readonly ConfigProblem[]): 'fixMissing' | 'fixMalformed' | 'fixUnread' {
  if (problems.some(({ code }) => code === 'missing' || code === 'html')) return 'fixMissing'
  return problems.some(({ code }) => code === 'not-fetched') ? 'fixUnread' : 'fixMalformed'
}
