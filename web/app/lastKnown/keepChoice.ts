import { create } from 'zustand'
import { useConnections } from '@/kit/connections.ts'
import { browserStorage } from '@/kit/browserStorage.ts'

const NAME = 'quarterdeck.keep'

/** Whether whoever sits here wants last answers kept. */
export const useKeepChoice = create<{ readonly isWanted: boolean }>(() => ({
  isWanted: browserStorage.getItem(NAME) !== 'off',
}))

export function chooseKeeping(isWanted: boolean): void {
  if (isWanted) void browserStorage.removeItem(NAME)
  else void browserStorage.setItem(NAME, 'off')
  useKeepChoice.setState({ isWanted })
}

// Another tab has chosen.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === NAME) useKeepChoice.setState({ isWanted: newValue !== 'off' })
  })
}

/** Both the operator and the site have a say. */
export function mayKeep(): boolean {
  return useConnections.getState().keep && useKeepChoice.getState().isWanted
}
