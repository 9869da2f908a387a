import type { ChipHolder } from '../../schema/chipHolders.ts'
import type { Instance } from '../../schema/instance.ts'

/** As much of a `ChipHolder` as is drawn. */
export interface DrawnHolder extends Pick<ChipHolder, 'source'> {
  readonly instance: Pick<Instance, 'id' | 'alias'>
}
