import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { usePreferences } from '@/kit/preferences.ts'
import { useConnections } from '@/kit/connections.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import { languageNames, useThemeNames, useTimeZoneNames } from './preferenceNames.ts'

/** Inside the popover of `PreferencesMenu`: they take hold at once; the popover stays for the next of them. */
export function PreferencesList(): ReactNode {
  const shell = useTranslations('shell')
  const t = useTranslations('shell.preferences')
  const { theme, language, timeZone, setTheme, setLanguage, setTimeZone } = usePreferences()
  const user = useConnections((state) => state.user)
  const themes = useThemeNames()
  const timeZones = useTimeZoneNames()
  return (
    <div className="divide-y divide-line">
      {user !== null && (
        <p className="px-3 py-2 text-xs text-ink-3">
          {shell('signIn.as')} <ServerText text={user} max={60} className="block text-sm font-medium text-ink" />
        </p>
      )}
      <ChoiceList label={t('theme')} value={theme} options={themes} onChoose={setTheme} />
      <ChoiceList label={t('language')} value={language} options={languageNames} onChoose={setLanguage} />
      <ChoiceList label={t('timeZone')} value={timeZone} options={timeZones} onChoose={setTimeZone} />
    </div>
  )
}
