/** What stands for a secret. */
export const mask = '***'

const bodyMax = 4_000
const secretKey = /pass(?:word|wd|phrase)?|secret|token|api[_-]?key|private[_-]?key|credential|authorization|cookie/i
/** `//user:password@` of an address, whatever follows. */
const userInfo = /(\/\/)[^/?#\s"'@]*@/g
const secretQuery = /([?&](?:[\w-]*(?:token|secret|password|passwd|signature|api[_-]?key)|sig|key|auth)=)[^&#\s"']*/gi

/** Text without what lets somebody in: credentials in addresses and in their queries. */
export function maskText(text: string): string {
  return text.replaceAll(userInfo, `$1${mask}@`).replaceAll(secretQuery, `$1${mask}`)
}

/** A request's body as JSON without secrets, and how much of its end is left out. */
export function maskBody(body: unknown): { readonly body: string | null; readonly cut: number } {
  if (body === undefined) return { body: null, cut: 0 }
  const json = JSON.stringify(body, (key, value: unknown) => {
    if (secretKey.test(key) && value !== null && value !== '') return mask
    return typeof value === 'string' ? maskText(value) : value
  })
  return { body: json.slice(0, bodyMax), cut: Math.max(0, json.length - bodyMax) }
}
