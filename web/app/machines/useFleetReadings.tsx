import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client as clientDetail, clientRow, clockOffsetOf } from '@/backends/gpuf/queries.ts'
import { useLimits } from '@/backends/gpuf/queriesLimits.ts'
import { gpuReading } from '@/backends/gpuf/queriesMachine.ts'
import { deviceClass } from '@/backends/gpuf/schema/limits.ts'
import { seen } from '@/backends/gpuf/schema/silence.ts'
import { cadence } from '@/kit/cadence.ts'
import type { ChipReadings, ReadableChip } from '@/kit/machine.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { pairChips } from './chipReadings.ts'
import { ReadingsNote } from './ReadingsNote.tsx'
import { useMachineMatch } from './useMachineMatch.ts'

/** Agents report every two minutes: more often there is nothing new. */
const gently = cadence({ still: 30_000 })

/** What the register's agent on the machine of a server measures, chip by chip. */
export function useFleetReadings(
  fleet: Endpoint,
  at: Endpoint,
  chips: readonly ReadableChip[],
  isInSight: boolean,
): ChipReadings {
  const { match, names } = useMachineMatch(fleet, at, isInSight)
  const id = match.kind === 'client' ? match.id : ''
  const isAsked = isInSight && id !== ''
  const detail = useQuery({ ...clientDetail(fleet, id), enabled: isAsked, refetchInterval: gently })
  const row = useQuery({ ...clientRow(fleet, id), enabled: isAsked, refetchInterval: gently })
  const limitsOf = useLimits(fleet)

  const gpus = id === '' ? undefined : detail.data?.gpus
  const pairing = useMemo(() => pairChips(chips, gpus ?? []), [chips, gpus])
  const byChip = useMemo(
    () =>
      new Map(
        [...pairing.byChip].map(
          ([key, gpu]) => [key, gpuReading(gpu, limitsOf(deviceClass(gpu.name)).limits)] as const,
        ),
      ),
    [pairing, limitsOf],
  )
  const isSilent = row.data ? seen(row.data, row.dataUpdatedAt + clockOffsetOf(fleet)) === 'silent' : false
  return {
    byChip,
    note: (
      <ReadingsNote
        at={at}
        fleet={fleet}
        match={match}
        names={names}
        pairing={gpus === undefined ? null : pairing}
        hasGpus={(gpus?.length ?? 0) > 0}
        readAt={detail.data === undefined ? null : detail.dataUpdatedAt}
        problem={detail.error}
        silentSince={isSilent && row.data ? row.data.lastOnline : null}
        name={row.data?.name ?? null}
      />
    ),
  }
}
