import { lazy } from 'react'
import type { ComponentType } from 'react'
import type { MachinePartProps } from './machine.ts'

/** A part of a page that other backends share, loaded when the page is. */
export function lazyPart(load: () => Promise<ComponentType<MachinePartProps>>): ComponentType<MachinePartProps> {
  return lazy(async () => ({ default: await load() }))
}
