import type { Backend } from '@/kit/backend.ts'
import { gpuf } from '@/backends/gpuf/backend.tsx'
import { xw } from '@/backends/xw/backend.tsx'

/** The one list of backends. Their order is that of the navigation. */
export const backends: readonly Backend[] = [gpuf, xw]

export function backendOf(kind: string): Backend | undefined {
  return backends.find((backend) => backend.kind === kind)
}
