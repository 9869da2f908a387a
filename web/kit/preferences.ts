import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { StateStorage } from 'zustand/middleware'
import * as v from 'valibot'

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]
export type Theme = 'system' | 'light' | 'dark'
export type TimeZonePreference = 'local' | 'utc'

interface Preferences {
  readonly theme: Theme
  readonly language: Language
  readonly timeZone: TimeZonePreference
  readonly setTheme: (theme: Theme) => void
  readonly setLanguage: (language: Language) => void
  readonly setTimeZone: (timeZone: TimeZonePreference) => void
}

/** The first of the operator's languages that the console speaks; any Chinese is better served by ours than English. */
export function firstLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [base] = tag.toLowerCase().split('-')
    if (base === 'zh') return 'zh-CN'
    if (base === 'en') return 'en'
  }
  return 'en'
}

/** What an older or newer console stored is taken where it still means something. */
const StoredSchema = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  language: v.optional(v.fallback(v.optional(v.picklist(languages)), undefined)),
  timeZone: v.fallback(v.picklist(['local', 'utc']), 'local'),
})

/** Private windows refuse storage: the preferences then last as long as the page. */
const storage: StateStorage = {
  getItem: (name) => attempt(() => localStorage.getItem(name)) ?? null,
  setItem: (name, value) => attempt(() => localStorage.setItem(name, value)),
  removeItem: (name) => attempt(() => localStorage.removeItem(name)),
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: firstLanguage(typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])),
      timeZone: 'local',
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setTimeZone: (timeZone) => set({ timeZone }),
    }),
    {
      name: 'quarterdeck.preferences',
      storage: createJSONStorage(() => storage),
      partialize: ({ theme, language, timeZone }) => ({ theme, language, timeZone }),
      merge: (stored, current) => {
        const read = v.safeParse(StoredSchema, stored)
        if (!read.success) return current
        const { theme, language = current.language, timeZone } = read.output
        return { ...current, theme, language, timeZone }
      },
    },
  ),
)
