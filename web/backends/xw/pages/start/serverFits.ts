import type { JoinedRow } from '@/kit/joined.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { chipHolders } from '../../schema/chipHolders.ts'
import type { Chip, DeviceList } from '../../schema/device.ts'
import type { InstanceList } from '../../schema/instance.ts'
import type { ModelList } from '../../schema/model.ts'
import type { Launch } from '../../schema/launch.ts'
import { fittingChips } from '../../starts/startForm.ts'
import type { ModelOnServer, ModelRow } from '../models/modelRows.ts'

/** How a server suits a model. */
export interface ServerFit {
  readonly at: Endpoint
  readonly on: ModelOnServer | null
  /** Null where the server has not told its chips. */
  readonly chips: readonly Chip[] | null
  readonly fitting: number
  /** Of the fitting chips, as far as the console knows who holds them. */
  readonly free: number
  /** Why it cannot be chosen. */
  readonly whyNot: 'unknown-model' | 'no-chips' | 'not-heard' | null
  /** The better, the lower; null where it is not worth proposing. */
  readonly proposal: number | null
}

interface Said<T> extends Pick<JoinedRow<T>, 'at' | 'data'> {}

/** How each server suits a model, the best first. */
export function serverFits(
  servers: readonly Endpoint[],
  row: ModelRow | null,
  said: {
    readonly catalogues: readonly Said<ModelList>[]
    readonly chips: readonly Said<DeviceList>[]
    readonly instances: readonly Said<InstanceList>[]
    readonly launches: readonly Launch[]
  },
): readonly ServerFit[] {
  return servers
    .map((at): ServerFit => {
      const on = row?.on.find((one) => one.at.id === at.id) ?? null
      const chips = said.chips.find((one) => one.at.id === at.id)?.data ?? null
      const list = said.instances.find((one) => one.at.id === at.id)?.data ?? []
      const launches = said.launches.filter(({ server }) => server === at.id)
      const types = on?.catalog?.supportedDevices ?? row?.devices ?? []
      const fitting = chips === null ? [] : fittingChips(types, chips)
      const catalogue = said.catalogues.find((one) => one.at.id === at.id)?.data.models ?? []
      const typesOf = (id: string) => catalogue.find((one) => one.id === id)?.supportedDevices
      const holders = chipHolders(chips ?? [], list, launches, typesOf)
      const free = fitting.filter(({ key }) => !holders.has(key)).length
      const whyNot =
        chips === null ? 'not-heard' : on === null ? 'unknown-model' : fitting.length === 0 ? 'no-chips' : null
      const proposal =
        whyNot !== null ? null : (on?.status === 'downloaded' ? 0 : 1_000) + (free === 0 ? 500 : 0) - free
      return { at, on, chips, fitting: fitting.length, free, whyNot, proposal }
    })
    .toSorted((a, b) => (a.proposal ?? Infinity) - (b.proposal ?? Infinity))
}
