import { usePreferences } from './preferences.ts'

type ShownTheme = 'light' | 'dark'

const systemIsDark = '(prefers-color-scheme: dark)'

function shownTheme(): ShownTheme {
  const { theme } = usePreferences.getState()
  if (theme !== 'system') return theme
  return matchMedia(systemIsDark).matches ? 'dark' : 'light'
}

function onThemeChange(listener: () => void): () => void {
  const media = matchMedia(systemIsDark)
  media.addEventListener('change', listener)
  const unsubscribe = usePreferences.subscribe(listener)
  return () => {
    media.removeEventListener('change', listener)
    unsubscribe()
  }
}

/** Keeps `data-theme` of the document in step with the preference and the system. Returns its end. */
export function startTheme(): () => void {
  showTheme()
  return onThemeChange(showTheme)
}

function showTheme(): void {
  document.documentElement.dataset['theme'] = shownTheme()
}
