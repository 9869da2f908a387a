/** Paths at a server that are called by POST and only ask all the same. Every other POST changes something. */
export const postsThatAsk = [
  '/api/devices/list',
  '/api/devices/supported',
  '/api/models/list',
  '/api/models/show',
  '/api/config/get',
  '/api/run',
  '/v1/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/messages',
  '/v1/messages/count_tokens',
] as const

const inWords = 'this console is set to look only: nothing is changed through it'

/**
 * What a change is answered with where the list says `"access": "read"`: 405, and not 403, which the console takes for
 * a session that has ended. In the words of both kinds of server.
 */
export const readOnlyRefusal = {
  status: 405,
  /** For the header `Quarterdeck-Refusal`. */
  code: 'read-only',
  body: JSON.stringify({ success: false, error: inWords, message: inWords, code: 'read-only' }),
} as const

/** Whether a request changes nothing at its server. @param path as the server gets it, without a query */
export function onlyAsks(method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  return method === 'POST' && postsThatAsk.some((asking) => asking === path)
}
