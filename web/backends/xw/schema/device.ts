import * as v from 'valibot'
import { compareNames, distinct, listOf, optionalText, words } from './wire.ts'

const vendors: ReadonlyMap<string, string> = new Map([
  ['0x19e5', 'Huawei'],
  ['0x9999', 'MetaX'],
  ['0x8086', 'Intel'],
])

/**
 * Chips that talk fast to each other; a launch across groups is slow. The server knows these and
 * does not serve them: per type, how many chips a group has and for how many chips that is known.
 */
const interconnect: ReadonlyMap<string, { readonly groupOf: number; readonly chips: number }> = new Map([
  ['ascend-910b', { groupOf: 4, chips: 8 }],
  ['ascend-910c', { groupOf: 4, chips: 16 }],
  ['ascend-310p', { groupOf: 2, chips: 8 }],
])

const configKeyById: ReadonlyMap<string, string> = new Map([
  ['0xd802', 'ascend-910b'],
  ['0xd803', 'ascend-910c'],
  ['0xd500', 'ascend-310p'],
  ['0x4000', 'metax-c550'],
])

/** The interconnect group of a chip, by the family of its type and its logical index; `null` where none is known. */
export function interconnectGroup(configKey: string, deviceId: string, logicalIndex: number): number | null {
  const known = interconnect.get(configKey) ?? interconnect.get(configKeyById.get(deviceId.toLowerCase()) ?? '')
  if (!known || !Number.isInteger(logicalIndex) || logicalIndex < 0 || logicalIndex >= known.chips) return null
  return Math.floor(logicalIndex / known.groupOf)
}

/** One chip. A card with two chips is two rows with one bus address. */
export const ChipSchema = v.pipe(
  v.object({
    vendor_id: optionalText,
    device_id: optionalText,
    bus_address: v.string(),
    model_name: v.string(),
    config_key: v.string(),
    variant_key: optionalText,
    device_type: v.string(),
    generation: optionalText,
    capabilities: words,
    physical_device_index: v.number(),
    chip_index: v.number(),
    chips_per_device: v.number(),
  }),
  v.transform((wire) => {
    const vendorId = wire.vendor_id ?? ''
    const deviceId = wire.device_id ?? ''
    const logicalIndex = wire.physical_device_index * wire.chips_per_device + wire.chip_index
    return {
      /** Unique on its server. */
      key: `${wire.bus_address}#${wire.chip_index}`,
      /** The maker's name, or the PCI vendor id where it is not a known one. */
      vendor: vendors.get(vendorId.toLowerCase()) ?? vendorId,
      vendorId,
      deviceId,
      modelName: wire.model_name,
      deviceType: wire.device_type,
      configKey: wire.config_key,
      variantKey: wire.variant_key,
      busAddress: wire.bus_address,
      generation: wire.generation,
      capabilities: wire.capabilities,
      /** Which card of its type, in bus order. */
      physicalIndex: wire.physical_device_index,
      /** Which chip on that card. */
      chipIndex: wire.chip_index,
      chipsPerDevice: wire.chips_per_device,
      /** The number to start a model with. The vendor's own tool may number differently. */
      logicalIndex,
      group: interconnectGroup(wire.config_key, deviceId, logicalIndex),
    }
  }),
)
export type Chip = v.InferOutput<typeof ChipSchema>
export type ChipWire = v.InferInput<typeof ChipSchema>

function compareChips(a: Chip, b: Chip): number {
  return (
    compareNames(a.configKey, b.configKey) ||
    a.logicalIndex - b.logicalIndex ||
    compareNames(a.busAddress, b.busAddress) ||
    a.chipIndex - b.chipIndex
  )
}

/** `/api/devices/list`: all chips of a machine, by type and logical index. */
export const DeviceListSchema = v.pipe(
  v.object({ devices: listOf(ChipSchema) }),
  v.transform(({ devices }) => distinct(devices, (chip) => chip.key).sort(compareChips)),
)
export type DeviceList = v.InferOutput<typeof DeviceListSchema>
export type DeviceListWire = v.InferInput<typeof DeviceListSchema>

/** `/api/devices/supported`: the device types that this server can work with. */
export const SupportedDevicesSchema = v.pipe(
  v.object({ device_types: v.nullish(v.array(v.string()), () => []) }),
  v.transform(({ device_types }) => [...new Set(device_types)].sort(compareNames)),
)
export type SupportedDevices = v.InferOutput<typeof SupportedDevicesSchema>
export type SupportedDevicesWire = v.InferInput<typeof SupportedDevicesSchema>

/** Whether something from the cache is a list of chips that this file has read. */
export function isDeviceList(data: unknown): data is DeviceList {
  return (
    Array.isArray(data) &&
    data.every((chip: unknown) => typeof chip === 'object' && chip !== null && 'logicalIndex' in chip)
  )
}
