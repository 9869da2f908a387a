import { queryOptions } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import { readPoints } from './clientRegister.ts'

/** An id that nobody has: the answer is empty, and costs a large fleet's server nothing. */
const NOBODY = '0'.repeat(32)

/** Whether the server keeps points at all. Asked once; a failure says nothing and is asked again with the next page. */
export function hasPoints(at: Endpoint) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'hasPoints'] as const,
    queryFn: async ({ signal }) => (await readPoints(at, { clientId: NOBODY, pageSize: 1 }, signal)) !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
}
