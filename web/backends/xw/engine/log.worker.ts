import { serveLog } from './serveLog.ts'
import type { FromLog, ToLog } from './logWork.ts'

interface Scope {
  onmessage: ((event: MessageEvent<ToLog>) => void) | null
  postMessage(message: FromLog): void
}

// The page's own types are the only ones here: of a worker they know the names, not the forms.
serveLog(globalThis as unknown as Scope)
