import * as v from 'valibot'
import { useCallback } from 'react'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { LimitsSchema, defaultLimits, type Limits } from './schema/limits.ts'

interface SetLimits {
  /** By the id of the connection, then by device class. Classes that are not named have the console's defaults. */
  readonly servers: Readonly<Record<string, Readonly<Record<string, Limits>>>>
}

const StoredSchema = v.object({
  // One set that an older console wrote otherwise must not cost the others.
  servers: v.record(v.string(), v.record(v.string(), v.fallback(v.nullable(LimitsSchema), null))),
})

export const useSetLimits = create<SetLimits>()(
  persist((): SetLimits => ({ servers: {} }), {
    name: 'quarterdeck.gpuf.limits',
    storage: createJSONStorage(() => browserStorage),
    merge: (stored, current) => {
      const read = v.safeParse(StoredSchema, stored)
      return read.success ? { servers: withoutNulls(read.output.servers) } : current
    },
  }),
)

function withoutNulls(
  servers: Readonly<Record<string, Readonly<Record<string, Limits | null>>>>,
): SetLimits['servers'] {
  return Object.fromEntries(
    Object.entries(servers).map(([server, classes]) => [
      server,
      Object.fromEntries(Object.entries(classes).flatMap(([name, limits]) => (limits ? [[name, limits]] : []))),
    ]),
  )
}

export interface LimitsInForce {
  readonly limits: Limits
  /** Set by an operator, and not the console's default. */
  readonly isOwn: boolean
}

/** The limits of GPUs by their class. The function changes only when a limit is set. */
export function useLimits(at: Pick<Endpoint, 'id'>): (device: string) => LimitsInForce {
  const own = useSetLimits(({ servers }) => servers[at.id])
  return useCallback(
    (device) => {
      const limits = own?.[device]
      return limits === undefined ? { limits: defaultLimits(device), isOwn: false } : { limits, isOwn: true }
    },
    [own],
  )
}

/** Null sets the console's defaults again. */
export function setLimits(at: Pick<Endpoint, 'id'>, device: string, limits: Limits | null): void {
  useSetLimits.setState(({ servers }) => {
    const { [device]: _before, ...others } = servers[at.id] ?? {}
    return { servers: { ...servers, [at.id]: limits === null ? others : { ...others, [device]: limits } } }
  })
}
