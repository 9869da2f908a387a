/** Why a text cannot be the address of a registry. Names a key of the catalog. */
export type RegistryFault = 'empty' | 'spaces' | 'notUrl' | 'notHttp' | 'credentials' | 'same'

/** The server takes any text but an empty one, and then offers no versions: what it cannot use is found here. */
export function registryFault(text: string, current: string | null): RegistryFault | null {
  const address = text.trim()
  if (address === '') return 'empty'
  if (/\s/.test(address)) return 'spaces'
  const url = URL.parse(address)
  if (url === null) return 'notUrl'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'notHttp'
  // The parser forgives `https:host`, a registry's own client may not.
  if (!/^https?:\/\/[^/]/i.test(address)) return 'notUrl'
  if (url.username !== '' || url.password !== '') return 'credentials'
  return address === current ? 'same' : null
}
