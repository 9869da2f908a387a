import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect } from 'react'
import type { ReactNode } from 'react'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { useFindings } from './findingStore.ts'

async function loadItems() {
  const [items] = await Promise.all([import('./FindingItems.tsx'), preloadPageWords()])
  return items
}

const FindingItems = lazy(async () => ({ default: (await loadItems()).FindingItems }))

/**
 * Looks for what no single answer shows. Its code comes once the page is there, and its words with it: what it finds may
 * be that no connection is left to load them by.
 */
export function FindingsBackground(): ReactNode {
  const queryClient = useQueryClient()
  const isAny = useFindings(({ findings, items }) => findings.length + items.length > 0)
  useEffect(() => {
    let stop: (() => void) | undefined
    let over = false
    const begin = async (): Promise<void> => {
      // Its file may be gone, as after an update: then nothing is found until the page is loaded anew.
      const loaded = await Promise.all([import('./watchFindings.ts'), loadItems()]).catch(() => undefined)
      if (!over) stop = loaded?.[0].watchFindings(queryClient)
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
