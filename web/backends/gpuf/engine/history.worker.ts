import { historyHandlers } from './historyHandlers.ts'
import { serveEngines, type Scope } from './serveEngines.ts'

// The page's own types are the only ones here: of a worker they know the names, not the forms.
serveEngines(globalThis as unknown as Scope, { history: historyHandlers })
