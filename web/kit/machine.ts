import { createContext } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'

/** How a value stands beside the limits that hold for it. */
export type ReadingLevel = 'within' | 'warn' | 'bad' | 'implausible'

/** One value of a chip, as it was sent. `limit` is the one that it exceeds; null where it exceeds none. */
export interface ChipMeasure {
  readonly value: number
  readonly level: ReadingLevel
  readonly limit: number | null
}

export type ChipMetric = 'temperature' | 'usage' | 'memory' | 'power'

/** What somebody else than its own server says of a chip: °C, percent, percent, W. Null where it is not told. */
export type ChipReading = Readonly<Record<ChipMetric, ChipMeasure | null>>

/** As much of a chip as is needed to tell which GPU of another backend it is. */
export interface ReadableChip {
  /** Unique on its server. */
  readonly key: string
  readonly configKey: string
  readonly modelName: string
  readonly logicalIndex: number
  readonly busAddress: string
}

export interface ChipReadings {
  /** By the chip's key. */
  readonly byChip: ReadonlyMap<string, ChipReading>
  /** Whose they are and by which rule, or why there are none; null where nothing is to be said. */
  readonly note: ReactNode
}

export const noReadings: ChipReadings = { byChip: new Map(), note: null }

export interface ReadingsProps {
  readonly at: Endpoint
  readonly chips: readonly ReadableChip[]
  /** What nobody looks at is not asked for. */
  readonly isInSight: boolean
  readonly children: (readings: ChipReadings) => ReactNode
}

/** Where a backend's page gets what others know of a server's chips. The app, which knows them all, puts it here. */
export interface ReadingsSource {
  readonly Readings: ComponentType<ReadingsProps>
}
export const ReadingsContext = createContext<ReadingsSource | null>(null)

/** What the page of a machine is made of. `jobs` waits for a backend that has some. */
export type MachineSection = 'chips' | 'gpus' | 'instances' | 'jobs' | 'pulls' | 'health' | 'configuration'

export interface MachinePartProps {
  readonly at: Endpoint
  /** What the backend calls the machine: a server's own id, or a client's. */
  readonly id: string
}

/** What one backend tells of a machine. Each part asks for itself, and fails and ages by itself. */
export interface MachinePart {
  readonly section: MachineSection
  readonly Part: ComponentType<MachinePartProps>
}

/** The page of one machine: an xw server's id, or a fleet client's where no server is on it. */
export const machinePath = '/machines/$machine'

/** Its address inside the console, without the base path. */
export function machineHref(machine: string): string {
  return `/machines/${encodeURIComponent(machine)}`
}
