import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import english from '@/locales/en/index.ts'
import chinese from '@/locales/zh-CN/index.ts'
import { CatalogProvider } from './i18n.tsx'
import type { Language } from './preferences.ts'
import { createQueryClient } from './queryClient.ts'

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
      <CatalogProvider language={language} catalog={language === 'en' ? english : chinese} timeZone="utc">
        {children}
      </CatalogProvider>
    </QueryClientProvider>
  )
}
