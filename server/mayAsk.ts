import type { ListedServer } from './serverList.ts'

/** The requests with a body that only ask. xw puts questions with parameters into a POST. */
const questions: Readonly<Record<ListedServer['kind'], readonly string[]>> = {
  xw: [
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
    '/v1/rerank',
    '/v1/score',
    '/v1/tokenize',
  ],
  gpuf: [],
}

/** Whether a request changes nothing on its server; of what is not known here, only reading does not. */
export function mayAsk(kind: ListedServer['kind'], method: string, path: string): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true
  return method === 'POST' && questions[kind].includes(path)
}

/** A path that every server reads alike: without dots, empty segments and such, whatever they are encoded as. */
export function isPlainPath(path: string): boolean {
  if (!/^\/(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i.test(path)) return false
  if (/%(?:2f|5c|00)/i.test(path)) return false
  const segments = path.slice(1).split('/')
  return segments.every((segment, index) => {
    if (segment === '') return index === segments.length - 1
    return !/^\.{1,2}$/.test(segment.replaceAll(/%2e/gi, '.'))
  })
}
