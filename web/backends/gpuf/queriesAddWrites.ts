import type { Endpoint } from '@/net/endpoint.ts'
import { changeWrites, settleWith } from './queriesPending.ts'
import { settleBy, settleWrites, withWrites, type PendingWrite } from './schema/pendingWrites.ts'

settleWith((writes, read) => {
  if (!('client' in read)) return settleWrites(writes, read)
  return settleBy(writes, (id) => {
    const index = read.indexOf(id)
    return index < 0 ? undefined : read.client(index)
  })
})

/** Shows what a server has accepted until its reads do; many at once cost one drawing. */
export function addWrites(at: Pick<Endpoint, 'id'>, writes: readonly PendingWrite[]): void {
  changeWrites(at, (before) => withWrites(before, writes))
}
