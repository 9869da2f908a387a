import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect } from 'react'
import type { ReactNode } from 'react'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { useFindings } from './findingStore.ts'

const FindingItems = lazy(async () => {
  const [{ FindingItems: Items }] = await Promise.all([import('./FindingItems.tsx'), preloadPageWords()])
  return { default: Items }
})

/** Looks for what no single answer shows; its code comes once the page is there, its words where there is something. */
export function FindingsBackground(): ReactNode {
  const queryClient = useQueryClient()
  const isAny = useFindings(({ findings, items }) => findings.length + items.length > 0)
  useEffect(() => {
    let stop: (() => void) | undefined
    let over = false
    const begin = async (): Promise<void> => {
      // Its file may be gone, as after an update: then nothing is found until the page is loaded anew.
      const loaded = await import('./watchFindings.ts').catch(() => undefined)
      if (!over) stop = loaded?.watchFindings(queryClient)
    }
    const timer = setTimeout(() => void begin(), 4_000)
    return () => {
      over = true
      clearTimeout(timer)
      stop?.()
    }
  }, [queryClient])
  return (
    isAny && (
      <Suspense>
        <FindingItems />
      </Suspense>
    )
  )
}
