import type { MachineSection } from '@/kit/machine.ts'

/** Where a section stands on the page: over its whole width, and below that in two columns. */
export const machineColumns: {
  readonly whole: readonly MachineSection[]
  readonly beside: readonly (readonly MachineSection[])[]
} = {
  whole: ['chips', 'gpus', 'instances', 'jobs'],
  beside: [['pulls', 'configuration'], ['health']],
}
