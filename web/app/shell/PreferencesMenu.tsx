import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { usePreferences } from '@/kit/preferences.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { Popover } from '@/ui/Popover.tsx'
import { ChoiceList } from './ChoiceList.tsx'
import { languageNames, useThemeNames, useTimeZoneNames } from './preferenceNames.ts'

/** Theme, language and time zone, from every page. They take hold at once; the popover stays for the next of them. */
export function PreferencesMenu(): ReactNode {
  const t = useTranslations('shell.preferences')
  const { theme, language, timeZone, setTheme, setLanguage, setTimeZone } = usePreferences()
  const themes = useThemeNames()
  const timeZones = useTimeZoneNames()
  return (
    <Popover
      align="end"
      title={t('title')}
      titleHidden
      className="w-52"
      trigger={<IconButton label={t('title')} icon={SlidersHorizontal} tone="quiet" />}
    >
      {() => (
        <div className="divide-y divide-line">
          <ChoiceList label={t('theme')} value={theme} options={themes} onChoose={setTheme} />
          <ChoiceList label={t('language')} value={language} options={languageNames} onChoose={setLanguage} />
          <ChoiceList label={t('timeZone')} value={timeZone} options={timeZones} onChoose={setTimeZone} />
        </div>
      )}
    </Popover>
  )
}
