import { useState } from 'react'
import type { DetailTarget } from './gentleDetails.ts'

/** The same list as long as it names the same models on the same servers. */
export function useDetailTargets(targets: readonly DetailTarget[]): readonly DetailTarget[] {
  const fingerprint = JSON.stringify(targets.map(({ id, at }) => [id, at.id]))
  const [stable, setStable] = useState({ fingerprint, targets })
  if (stable.fingerprint !== fingerprint) setStable({ fingerprint, targets })
  return stable.targets
}
