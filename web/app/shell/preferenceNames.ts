import { Monitor, Moon, Sun } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Language, Theme, TimeZonePreference } from '@/kit/preferences.ts'

interface Option<T> {
  readonly value: T
  readonly label: string
}

/** Each in its own language: who cannot read the present one must still find the way back. */
export const languageNames: readonly Option<Language>[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
]

export function useThemeNames(): readonly (Option<Theme> & { readonly icon: LucideIcon })[] {
  const t = useTranslations('shell.preferences.themes')
  return [
    { value: 'system', label: t('system'), icon: Monitor },
    { value: 'light', label: t('light'), icon: Sun },
    { value: 'dark', label: t('dark'), icon: Moon },
  ]
}

export function useTimeZoneNames(): readonly Option<TimeZonePreference>[] {
  const t = useTranslations('shell.preferences.timeZones')
  return [
    { value: 'local', label: t('local') },
    { value: 'utc', label: t('utc') },
  ]
}
