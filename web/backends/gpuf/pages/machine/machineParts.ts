import type { MachinePart } from '@/kit/machine.ts'
import { MachineGpus } from './MachineGpus.tsx'
import { MachineHealth } from './MachineHealth.tsx'

/** What this backend tells of one machine. */
export const machineParts: readonly MachinePart[] = [
  { section: 'gpus', Part: MachineGpus },
  { section: 'health', Part: MachineHealth },
]
