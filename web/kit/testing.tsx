import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { configure } from '@testing-library/react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import english from '@/locales/en/index.ts'
import englishPages from '@/locales/en/pages.ts'
import chinese from '@/locales/zh-CN/index.ts'
import chinesePages from '@/locales/zh-CN/pages.ts'
import { type Catalog, CatalogProvider } from './i18n.tsx'
import type { Language } from './preferences.ts'
import { createQueryClient } from './queryClient.ts'

// A state that does not come fails a test all the same; a busy machine does not.
configure({ asyncUtilTimeout: 10_000 })

const catalogs = {
  en: { ...english, ...englishPages },
  'zh-CN': { ...chinese, ...chinesePages },
} satisfies Record<Language, Catalog>

interface Props {
  readonly children: ReactNode
  readonly language?: Language
  readonly queryClient?: QueryClient
}

/** What a component of the console needs around it in a test: words, and a cache of its own. */
export function TestKit({ children, language = 'en', queryClient }: Props) {
  const [client] = useState(() => queryClient ?? createQueryClient())
  return (
    <QueryClientProvider client={client}>
      <CatalogProvider language={language} catalog={catalogs[language]} timeZone="utc">
        {children}
      </CatalogProvider>
    </QueryClientProvider>
  )
}
