import { clientHandlers } from './clientHandlers.ts'
import { historyHandlers } from './historyHandlers.ts'

/**
 * What the engine can do. An engine is an object of handlers, in a file of its own:
 *
 *     export const somethingHandlers = {
 *       load: async (args: LoadArgs, work: Work<LoadProgress>): Promise<Loaded> => …,
 *     } satisfies Handlers
 *
 * with a line here, a worker file and a line in `engineHost.ts`, and on the page's side `startEngine('something').run('load', args, { signal, onProgress })`. Each
 * engine gets a worker of its own, so that two of them load beside each other; what it keeps between two calls it keeps
 * in variables of its files.
 */
export const engines = {
  clients: clientHandlers,
  history: historyHandlers,
} as const

export type Engines = typeof engines
