import { setupServer } from 'msw/node'
import { handlersOf } from './handlers.ts'
import { type Simulator, type SimulatorOptions, createSimulator } from './simulator.ts'

export interface NodeMocks {
  readonly simulator: Simulator
  /** address that everything is mocked under; ends in a slash */
  readonly root: string
  readonly server: ReturnType<typeof setupServer>
}

/**
 * A fresh world for a unit test, answering `fetch` in this process under `root`.
 * The test calls `server.listen()` before and `server.close()` after.
 */
export function createNodeMocks(options: SimulatorOptions = {}, root = 'http://console.test/'): NodeMocks {
  const simulator = createSimulator(options)
  return { simulator, root, server: setupServer(...handlersOf(simulator, root)) }
}
