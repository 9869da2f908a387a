import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { IntlErrorCode, IntlProvider } from 'use-intl'
import type { IntlError } from 'use-intl'
import { create } from 'zustand'
import type english from '@/locales/en/index.ts'
import type englishPages from '@/locales/en/pages.ts'
import type { Translation } from '@/locales/translation.ts'
import { usePreferences } from './preferences.ts'
import type { Language, TimeZonePreference } from './preferences.ts'

type Messages = typeof english & typeof englishPages

declare module 'use-intl' {
  interface AppConfig {
    Locale: Language
    Messages: Messages
  }
}

type FirstWords = Translation<typeof english>
type PageWords = Translation<typeof englishPages>

/** The words of any language. The library wants the English ones, word by word. */
export type Catalog = FirstWords & Partial<PageWords>

interface Loaded {
  readonly language: Language
  readonly catalog: Catalog
}

const loadFirst = {
  en: () => import('@/locales/en/index.ts'),
  'zh-CN': () => import('@/locales/zh-CN/index.ts'),
} satisfies Record<Language, () => Promise<{ readonly default: FirstWords }>>

const loadPages = {
  en: () => import('@/locales/en/pages.ts'),
  'zh-CN': () => import('@/locales/zh-CN/pages.ts'),
} satisfies Record<Language, () => Promise<{ readonly default: PageWords }>>

/** What has come. The first page does with its own words; those of the other pages come with the first of them. */
const useLoaded = create<Readonly<Partial<Record<Language, Loaded>>>>(() => ({}))
let pagesWanted = false

async function load(language: Language): Promise<Loaded> {
  const known = useLoaded.getState()[language]
  if (known && (!pagesWanted || hasPages(known))) return known
  const withPages = pagesWanted
  const [first, pages] = await Promise.all([loadFirst[language](), withPages ? loadPages[language]() : undefined])
  const entry = { language, catalog: { ...first.default, ...pages?.default } }
  // Of two loads at a time the one without the pages' words may come last.
  const now = useLoaded.getState()[language]
  if (now && hasPages(now) && !withPages) return now
  useLoaded.setState({ [language]: entry })
  return entry
}

function hasPages({ catalog }: Loaded): boolean {
  return 'settings' in catalog
}

/** Loads the catalog while other things still load, so that the first render has its words. */
export async function preloadCatalog(language: Language = usePreferences.getState().language): Promise<void> {
  await load(language)
}

/** Loads the words of the pages beyond the first, of this language and from now on of every other one. */
export async function preloadPageWords(): Promise<void> {
  pagesWanted = true
  await load(usePreferences.getState().language)
}

/**
 * The words of the console in the operator's language. Nothing is drawn until the first catalog is there; on a
 * change the old words stay until the new ones have come, so that no state and no focus is lost. Where a catalog
 * cannot be loaded, the words stay as they are, and the first failure goes to the nearest error boundary.
 */
export function I18nProvider({ children }: { readonly children: ReactNode }) {
  const wanted = usePreferences((state) => state.language)
  const timeZone = usePreferences((state) => state.timeZone)
  const [arrived, setArrived] = useState<Language>()
  const [failure, setFailure] = useState<{ readonly error: unknown }>()
  const loaded = useLoaded()
  const shown = loaded[wanted] ?? (arrived && loaded[arrived])

  useEffect(() => {
    let current = true
    const show = async () => {
      try {
        await load(wanted)
        if (current) setArrived(wanted)
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
      messages={catalog as Messages}
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
