import { useMemo } from 'react'
import type { Joined } from '@/kit/joined.ts'
import { useJoined } from '@/kit/joined.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { instances, models } from '../../queries.ts'
import { type ChipHolder, chipHolders } from '../../schema/chipHolders.ts'
import type { DeviceList } from '../../schema/device.ts'
import { useAllLaunches } from '../../starts/launches.ts'

export type Holders = ReadonlyMap<string, readonly ChipHolder[]>

/** What is known to hold the chips of each server, by its id. A server whose instances are not known is not in it. */
export function useHoldersOf(
  servers: readonly Endpoint[],
  chips: Pick<Joined<DeviceList>, 'rows'>,
): ReadonlyMap<string, Holders> {
  const lists = useJoined(servers, instances)
  const catalogues = useJoined(servers, models)
  const launches = useAllLaunches()
  return useMemo(() => {
    const listOf = new Map(lists.rows.map(({ at, data }) => [at.id, data]))
    const catalogueOf = new Map(catalogues.rows.map(({ at, data }) => [at.id, data]))
    return new Map(
      chips.rows.flatMap(({ at, data }) => {
        const running = listOf.get(at.id)
        if (running === undefined) return []
        const typesOf = new Map(
          catalogueOf.get(at.id)?.models.map(({ id, supportedDevices }) => [id, supportedDevices]),
        )
        const own = launches.filter(({ server }) => server === at.id)
        return [[at.id, chipHolders(data, running, own, (model) => typesOf.get(model))]]
      }),
    )
  }, [chips.rows, lists.rows, catalogues.rows, launches])
}
