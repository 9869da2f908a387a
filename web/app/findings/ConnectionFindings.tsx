import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useFindings } from './findingStore.ts'
import { useFindingText } from './useFindingText.ts'

/** Under the list of connections: what was found about them, with what to check. */
export function ConnectionFindings(): ReactNode {
  const t = useTranslations('manyServers.found')
  const findings = useFindings((state) => state.findings)
  const textOf = useFindingText()
  if (findings.length === 0) return null
  return (
    <section aria-label={t('title')} className="border-t border-line bg-warn-soft px-4 py-3">
      <h3 className="mb-2 text-sm font-semibold">{t('title')}</h3>
      <ul className="flex flex-col gap-2 text-sm">
        {findings.map(textOf).map(({ title, detail }) => (
          <li key={title}>
            <p className="font-medium text-ink wrap-anywhere">{title}</p>
            <p className="max-w-prose text-ink-2">{detail}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
