import { maskSecrets } from '@/lib/maskSecrets.ts'

const bodyMax = 4_000
const secretKey =
  /(?:token|secret|passw(?:or)?d|passphrase|(?:api|access|private)[-_]?key|credentials?|authorization|cookie)$/i

/** A request's body as JSON without secrets, and how much of its end is left out. */
export function maskBody(body: unknown): { readonly body: string | null; readonly cut: number } {
  if (body === undefined) return { body: null, cut: 0 }
  const json = JSON.stringify(body, (key, value: unknown) => {
    if (typeof value !== 'string' || value === '') return value
    return secretKey.test(key) ? '…' : maskSecrets(value)
  })
  return { body: json.slice(0, bodyMax), cut: Math.max(0, json.length - bodyMax) }
}
