import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { IntlErrorCode, IntlProvider } from 'use-intl'
import type { IntlError } from 'use-intl'
import type english from '@/locales/en/index.ts'
import type { Translation } from '@/locales/translation.ts'
import { usePreferences } from './preferences.ts'
import type { Language, TimeZonePreference } from './preferences.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: typeof english
  }
}

/** The words of any language. The library wants the English ones, word by word. */
export type Catalog = Translation<typeof english>

interface Loaded {
  readonly language: Language
  readonly catalog: Catalog
}

const loaded = new Map<Language, Loaded>()

async function load(language: Language): Promise<Loaded> {
  const known = loaded.get(language)
  if (known) return known
  const catalog: { default: Catalog } =
    language === 'en' ? await import('@/locales/en/index.ts') : await import('@/locales/zh-CN/index.ts')
  const entry = { language, catalog: catalog.default }
  loaded.set(language, entry)
  return entry
}

/** Loads the catalog while other things still load, so that the first render has its words. */
export async function preloadCatalog(language: Language = usePreferences.getState().language): Promise<void> {
  await load(language)
}

/**
 * The words of the console in the operator's language. Nothing is drawn until the first catalog is there; on a
 * change the old words stay until the new ones have come, so that no state and no focus is lost. Where a catalog
 * cannot be loaded, the words stay as they are, and the first failure goes to the nearest error boundary.
 */
export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const wanted = usePreferences((state) => state.language)
  const timeZone = usePreferences((state) => state.timeZone)
  const [arrived, setArrived] = useState<Loaded>()
  const [failure, setFailure] = useState<{ readonly error: unknown }>()
  const shown = loaded.get(wanted) ?? arrived

  useEffect(() => {
    let current = true
    const show = async () => {
      try {
        const entry = await load(wanted)
        if (current) setArrived(entry)
      } catch (error) {
        if (current) setFailure({ error })
      }
    }
    void show()
    return () => {
      current = false
    }
  }, [wanted])

  if (!shown) {
    if (failure) throw failure.error
    return null
  }
  return (
    <CatalogProvider language={shown.language} catalog={shown.catalog} timeZone={timeZone}>
      {children}
    </CatalogProvider>
  )
}

interface CatalogProviderProps {
  readonly language: Language
  readonly catalog: Catalog
  readonly timeZone: TimeZonePreference
  readonly children: ReactNode
}

/** The words of a catalog that is there already. */
export function CatalogProvider({ language, catalog, timeZone, children }: CatalogProviderProps) {
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])

  return (
    <IntlProvider
      locale={language}
      messages={catalog as typeof english}
      timeZone={timeZone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone}
      onError={onMissingWords}
      getMessageFallback={({ namespace, key }) => (namespace === undefined ? key : `${namespace}.${key}`)}
    >
      {children}
    </IntlProvider>
  )
}

/** A key without words is our bug: loud where we work, and in production no reason to lose a page. */
function onMissingWords(error: IntlError): void {
  if (error.code === IntlErrorCode.ENVIRONMENT_FALLBACK) return
  if (!import.meta.env.PROD) throw error
  // eslint-disable-next-line no-console -- nothing else tells us of it, and the operator can go on
  console.error(error)
}
