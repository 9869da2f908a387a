import { Suspense, lazy } from 'react'
import { useCardAttention } from './cardAttention.ts'

const CardsWork = lazy(async () => {
  try {
    return { default: (await import('./CardsWork.tsx')).CardsWork }
  } catch {
    // Its file is gone, as after an update: nothing is noticed until the page is loaded anew.
    return { default: () => null }
  }
})

/** Compares looks at cards. Its code comes where a server's cards have been looked at. */
export function CardsBackground() {
  return (
    useCardAttention(({ isWatching }) => isWatching) && (
      <Suspense>
        <CardsWork />
      </Suspense>
    )
  )
}
