import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { useNow } from '@/kit/now.ts'
import { usePreferences } from '@/kit/preferences.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { SamplingPanel } from '@/backends/gpuf/sampling/SamplingPanel.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { LastKnownPanel } from '../lastKnown/LastKnownPanel.tsx'
import { MatchPanel } from '../machines/MatchPanel.tsx'
import { consoleConfig } from '../consoleConfig.ts'
import { ConfigProblems } from '../shell/ConfigProblems.tsx'
import { languageNames, useThemeNames, useTimeZoneNames } from '../shell/preferenceNames.ts'
import { ConnectionFindings } from '../findings/ConnectionFindings.tsx'
import { ConnectionsTable } from './ConnectionsTable.tsx'

export function Settings(): ReactNode {
  const t = useTranslations('settings')
  const { data: config } = useQuery(consoleConfig())
  return (
    <PageFrame title={t('title')}>
      <div className="flex flex-col gap-4">
        <Preferences />
        <Panel
          title={t('connections.title')}
          description={t('connections.description', { address: new URL('config.json', document.baseURI).href })}
          padded={false}
        >
          <ConnectionsTable />
          <ConnectionFindings />
          {config !== undefined && config.problems.length > 0 && (
            <div className="border-t border-line bg-warn-soft px-4 py-3">
              <h3 className="mb-2 text-sm font-semibold">{t('connections.problems')}</h3>
              <ConfigProblems problems={config.problems} />
            </div>
          )}
        </Panel>
        <MatchPanel />
        <SamplingPanel />
        <LastKnownPanel />
        <Panel title={t('storage.title')}>
          <p className="max-w-3xl text-sm text-ink-2">{t('storage.body')}</p>
        </Panel>
      </div>
    </PageFrame>
  )
}

function Preferences(): ReactNode {
  const t = useTranslations('settings.preferences')
  const f = useFormat()
  const now = useNow()
  const { theme, language, timeZone, setTheme, setLanguage, setTimeZone } = usePreferences()
  const themes = useThemeNames()
  const timeZones = useTimeZoneNames()
  return (
    <Panel title={t('title')}>
      <div className="flex flex-wrap gap-x-10 gap-y-5">
        <Preference label={t('theme')} hint={t('themeHint')}>
          <Segmented label={t('theme')} value={theme} options={themes} onValueChange={setTheme} />
        </Preference>
        <Preference label={t('language')}>
          <Segmented label={t('language')} value={language} options={languageNames} onValueChange={setLanguage} />
        </Preference>
        <Preference label={t('timeZone')} hint={t('timeZoneHint', { now: f.dateTime(now) })}>
          <Segmented label={t('timeZone')} value={timeZone} options={timeZones} onValueChange={setTimeZone} />
        </Preference>
      </div>
    </Panel>
  )
}

interface PreferenceProps {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}

function Preference({ label, hint, children }: PreferenceProps): ReactNode {
  return (
    <div className="min-w-0">
      {/* The control has this name already. */}
      <p aria-hidden className="mb-1.5 text-sm font-medium">
        {label}
      </p>
      {children}
      {hint !== undefined && <p className="mt-1.5 text-xs text-ink-3 tabular-nums">{hint}</p>}
    </div>
  )
}
