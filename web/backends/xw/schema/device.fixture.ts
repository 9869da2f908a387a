import * as v from 'valibot'
import { type Chip, type ChipWire, ChipSchema } from './device.ts'

type Kind = Pick<ChipWire, 'vendor_id' | 'device_id' | 'model_name' | 'config_key' | 'variant_key' | 'device_type'> & {
  readonly chips_per_device: number
}

const kinds = {
  '910b': {
    vendor_id: '0x19e5',
    device_id: '0xd802',
    model_name: 'Ascend 910B (910B4)',
    config_key: 'ascend-910b',
    variant_key: 'ascend-910b4',
    device_type: 'ascend-910b4',
    chips_per_device: 1,
  },
  '910c': {
    vendor_id: '0x19e5',
    device_id: '0xd803',
    model_name: 'Ascend 910C',
    config_key: 'ascend-910c',
    device_type: 'ascend-910c',
    chips_per_device: 2,
  },
  '310p': {
    vendor_id: '0x19e5',
    device_id: '0xd500',
    model_name: 'Ascend 310P',
    config_key: 'ascend-310p',
    device_type: 'ascend-310p',
    chips_per_device: 2,
  },
  c550: {
    vendor_id: '0x9999',
    device_id: '0x4000',
    model_name: 'MetaX C550',
    config_key: 'metax-c550',
    device_type: 'metax-c550',
    chips_per_device: 1,
  },
} as const satisfies Record<string, Kind>

/** The chips of so many cards of one kind, at bus addresses that begin with `bus`, two hex digits each. */
export function chipsOf(kind: keyof typeof kinds, cards: number, bus = 0x10): Chip[] {
  const wire = kinds[kind]
  return Array.from({ length: cards * wire.chips_per_device }, (_none, index) => {
    const card = Math.floor(index / wire.chips_per_device)
    return v.parse(ChipSchema, {
      ...wire,
      bus_address: `0000:${(bus + card).toString(16).padStart(2, '0')}:00.0`,
      physical_device_index: card,
      chip_index: index % wire.chips_per_device,
    } satisfies ChipWire)
  })
}
