import { hitsIn } from './logSearch.ts'
import type { SearchAsked, SearchAnswered } from './logSearcher.ts'

interface Scope {
  onmessage: ((event: MessageEvent<SearchAsked>) => void) | null
  postMessage(message: SearchAnswered, transfer: Transferable[]): void
}

// The page's own types are the only ones here: of a worker they know the names, not the forms.
const scope = globalThis as unknown as Scope

scope.onmessage = ({ data: { source, bytes, rows } }) => {
  const hits = hitsIn(bytes, rows, new RegExp(source, 'i'))
  scope.postMessage({ hits }, [hits.buffer])
}
