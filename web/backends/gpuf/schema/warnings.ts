import type { ShownClient } from './pendingWrites.ts'
import { DISK_FULL_PERCENT, isUnexpectedlySilent } from './silence.ts'

/** What can be the matter with a client; `any` stands for each of the others. */
export const WARNINGS = ['any', 'error', 'silent', 'disk', 'overwritten'] as const
export type WarnFilter = (typeof WARNINGS)[number]

const NONE: readonly WarnFilter[] = []

/** @param now by the server's clock */
export function warningsOf(client: ShownClient, now: number): readonly WarnFilter[] {
  const error = client.status === 'error'
  const silent = isUnexpectedlySilent(client, now)
  const disk = client.storage >= DISK_FULL_PERCENT
  const overwritten = client.mark?.kind === 'overwritten'
  if (!error && !silent && !disk && !overwritten) return NONE
  const warnings: WarnFilter[] = ['any']
  if (error) warnings.push('error')
  if (silent) warnings.push('silent')
  if (disk) warnings.push('disk')
  if (overwritten) warnings.push('overwritten')
  return warnings
}
