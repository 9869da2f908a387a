/** A kind of accelerator that an xw server reports, one row a chip. */
export interface Chip {
  readonly vendorId: string
  readonly deviceId: string
  readonly modelName: string
  readonly configKey: string
  readonly variantKey?: string
  readonly deviceType: string
  readonly generation: string
  readonly chipsPerDevice: number
  /** GiB of memory of one chip */
  readonly memoryGib: number
  /** TFLOPS (FP16) of one chip */
  readonly tflops: number
  readonly watts: number
}

export const ascend910b: Chip = {
  vendorId: '0x19e5',
  deviceId: '0xd802',
  modelName: 'Ascend 910B (910B4)',
  configKey: 'ascend-910b',
  variantKey: 'ascend-910b4',
  // a variant gives the chip's type its own name, while models name the family
  deviceType: 'ascend-910b4',
  generation: 'Ascend 9xx',
  chipsPerDevice: 1,
  memoryGib: 64,
  tflops: 280,
  watts: 310,
}

export const ascend910c: Chip = {
  vendorId: '0x19e5',
  deviceId: '0xd803',
  modelName: 'Ascend 910C',
  configKey: 'ascend-910c',
  deviceType: 'ascend-910c',
  generation: 'Ascend 9xx',
  chipsPerDevice: 2,
  memoryGib: 64,
  tflops: 376,
  watts: 350,
}

export const ascend310p: Chip = {
  vendorId: '0x19e5',
  deviceId: '0xd500',
  modelName: 'Ascend 310P',
  configKey: 'ascend-310p',
  deviceType: 'ascend-310p',
  generation: 'Ascend 3xx',
  chipsPerDevice: 2,
  memoryGib: 24,
  tflops: 70,
  watts: 36,
}

export const metaxC550: Chip = {
  vendorId: '0x9999',
  deviceId: '0x4000',
  modelName: 'MetaX C550',
  configKey: 'metax-c550',
  deviceType: 'metax-c550',
  generation: 'MetaX C5xx',
  chipsPerDevice: 1,
  memoryGib: 64,
  tflops: 240,
  watts: 450,
}

export const chipKinds: readonly Chip[] = [ascend910b, ascend910c, ascend310p, metaxC550]

/** A chip in its slot. */
export interface PlacedChip {
  readonly kind: Chip
  readonly busAddress: string
  readonly physicalIndex: number
  readonly chipIndex: number
  /** the number to start with: within its type */
  readonly logicalIndex: number
}

/** All chips of `cards` cards of one kind, in bus order. */
export function placeCards(kind: Chip, cards: number, buses: readonly string[]): PlacedChip[] {
  const placed: PlacedChip[] = []
  for (let card = 0; card < cards; card++) {
    for (let chip = 0; chip < kind.chipsPerDevice; chip++) {
      placed.push({
        kind,
        busAddress: `0000:${buses[card] ?? (0x40 + card).toString(16)}:00.0`,
        physicalIndex: card,
        chipIndex: chip,
        logicalIndex: card * kind.chipsPerDevice + chip,
      })
    }
  }
  return placed
}

/** A GPU as fleet agents report it. */
export interface FleetCard {
  readonly name: string
  /** TFLOPS of one */
  readonly tflops: number
  readonly watts: number
  readonly memoryMb: number
  /** how many a machine has */
  readonly counts: readonly [number, ...number[]]
}

export const fleetCards: readonly [FleetCard, ...FleetCard[]] = [
  { name: 'Ascend 910B4', tflops: 280, watts: 310, memoryMb: 65536, counts: [8] },
  { name: 'Ascend 910C', tflops: 376, watts: 350, memoryMb: 65536, counts: [16] },
  { name: 'Ascend 310P', tflops: 70, watts: 36, memoryMb: 24576, counts: [2, 4, 8] },
  { name: 'MetaX C550', tflops: 240, watts: 450, memoryMb: 65536, counts: [8] },
  { name: 'MetaX C500', tflops: 240, watts: 350, memoryMb: 65536, counts: [4, 8] },
  { name: 'NVIDIA A800-SXM4-80GB', tflops: 312, watts: 400, memoryMb: 81920, counts: [8] },
  { name: 'NVIDIA H20', tflops: 148, watts: 400, memoryMb: 98304, counts: [8] },
  { name: 'NVIDIA L40S', tflops: 362, watts: 350, memoryMb: 46068, counts: [2, 4] },
  { name: 'NVIDIA GeForce RTX 4090', tflops: 83, watts: 450, memoryMb: 24564, counts: [1, 2, 8] },
]
