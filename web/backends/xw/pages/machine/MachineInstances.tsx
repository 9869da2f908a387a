import type { ReactNode } from 'react'
import type { MachinePartProps } from '@/kit/machine.ts'
import { ServerInstances } from '../server/ServerInstances.tsx'

/** What runs on a machine. */
export function MachineInstances({ at }: MachinePartProps): ReactNode {
  return <ServerInstances at={at} />
}
