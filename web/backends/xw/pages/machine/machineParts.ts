import type { MachinePart } from '@/kit/machine.ts'
import { MachineChips } from './MachineChips.tsx'
import { MachineInstances } from './MachineInstances.tsx'
import { MachinePulls } from './MachinePulls.tsx'
import { MachineServer } from './MachineServer.tsx'

/** What this backend tells of one machine. */
export const machineParts: readonly MachinePart[] = [
  { section: 'chips', Part: MachineChips },
  { section: 'instances', Part: MachineInstances },
  { section: 'pulls', Part: MachinePulls },
  { section: 'configuration', Part: MachineServer },
]
