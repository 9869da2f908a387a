import { useEffect } from 'react'

let shown = 0

/** The page shows the starts of this tab: how one failed is told there, and not once more in the corner. */
export function useStartsShown(): void {
  useEffect(() => {
    shown += 1
    return () => {
      shown -= 1
    }
  }, [])
}

export function areStartsShown(): boolean {
  return shown > 0
}
