import { useTranslations } from 'use-intl'

const keys = ['slash', 'enter', 'error', 'follow', 'move', 'extend', 'mark', 'copy'] as const

/** What can be done with which key. */
export function LogKeys() {
  const t = useTranslations('logs')
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 p-4 text-sm">
      {keys.map((key) => (
        <div key={key} className="contents">
          <dt className="font-mono text-xs leading-5 text-ink-2">{t(`keys.${key}.key`)}</dt>
          <dd>{t(`keys.${key}.does`)}</dd>
        </div>
      ))}
    </dl>
  )
}
