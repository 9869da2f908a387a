import type { Instance } from '../../schema/instance.ts'

/** What the console knows to hold a chip; the server does not say. */
export interface DrawnHolder {
  readonly instance: Pick<Instance, 'id' | 'alias'>
  /** `launch`: it was started from this console on that chip. `config`: the instance's own configuration names it. */
  readonly source: 'launch' | 'config'
}
