import { maskSecrets } from '@/lib/maskSecrets.ts'

const SECRET_NAME =
  /pass(?:word|wd|phrase)?$|secret|token$|credential|api[-_]?key|access[-_]?key|private[-_]?key|authorization|cookie/i
const NAME_IN_URL = /\b([a-z][a-z\d+.-]*:\/\/)[^\s/?#@]+@/gi

/** A copy in which nothing is left that looks like a secret: values by such names, and names and passwords in addresses. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value.includes('@') ? value.replace(NAME_IN_URL, '$1') : value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === 'string' && SECRET_NAME.test(name) ? '' : withoutSecrets(item),
    ]),
  )
}
