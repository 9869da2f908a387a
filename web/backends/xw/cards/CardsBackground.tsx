import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useCallback, useSyncExternalStore } from 'react'
import { browserStorage } from '@/kit/browserStorage.ts'
import { cardMemoryName } from './cardAttention.ts'

const CardsWork = lazy(async () => {
  try {
    const { CardsWork: Part } = await import('./CardsWork.tsx')
    return { default: Part }
  } catch {
    // Its file is gone, as after an update: nothing is noticed until the page is loaded anew.
    return { default: () => null }
  }
})

/** Compares looks at cards. Its code comes where a server's cards have been looked at, now or before a reload. */
export function CardsBackground() {
  const cache = useQueryClient().getQueryCache()
  const subscribe = useCallback((listener: () => void) => cache.subscribe(listener), [cache])
  const hasLooked = useSyncExternalStore(
    subscribe,
    () =>
      browserStorage.getItem(cardMemoryName) !== null ||
      cache.findAll({ predicate: ({ queryKey: [kind, , what] }) => kind === 'xw' && what === 'devices' }).length > 0,
  )
  if (!hasLooked) return null
  return (
    <Suspense>
      <CardsWork />
    </Suspense>
  )
}
