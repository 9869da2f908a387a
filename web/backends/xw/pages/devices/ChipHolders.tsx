import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import type { DrawnHolder } from './chipHolding.ts'

interface Props {
  readonly holders: readonly DrawnHolder[]
  /** With it each holder leads to the list of instances. */
  readonly server: string | undefined
  readonly isReachable: boolean
}

/** What holds a chip, and how the console knows. */
export function ChipHolders({ holders, server, isReachable }: Props) {
  const t = useTranslations('devices.drawing')
  if (holders.length === 0) return <span className="block text-xs text-ink-3">{t('free')}</span>
  return (
    <span className="block space-y-1">
      {holders.map(({ instance, source }) => (
        <span key={instance.id} className="block min-w-0 text-xs">
          {server === undefined ? (
            <ServerText text={instance.alias} max={24} className="font-medium text-ink" />
          ) : (
            <Link
              to="/instances"
              search={{ server: [server], q: instance.alias }}
              // The chip is the tab stop; what is in it follows while the chip is the current one.
              tabIndex={isReachable ? 0 : -1}
              className={quietLinkClass}
            >
              <ServerText text={instance.alias} max={24} />
            </Link>
          )}
          <span className="block text-ink-3">{t(`source.${source}`)}</span>
        </span>
      ))}
    </span>
  )
}
