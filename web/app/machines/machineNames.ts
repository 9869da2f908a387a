import type { ConfigInfo } from '@/backends/xw/schema/config.ts'
import type { Endpoint } from '@/net/endpoint.ts'

/** What the machine of an xw server may be called in the register: each once, those of config.json first. */
export function machineNames(
  at: Pick<Endpoint, 'id' | 'label' | 'baseUrl'>,
  config: Pick<ConfigInfo, 'name' | 'host'> | undefined,
  origin: string,
): readonly string[] {
  const candidates = [at.id, at.label, config?.name ?? '', hostName(config?.host ?? ''), hostOf(at.baseUrl, origin)]
  const names = new Map<string, string>()
  for (const name of candidates) {
    const key = name.trim().toLowerCase()
    if (key !== '' && !names.has(key)) names.set(key, name.trim())
  }
  return [...names.values()]
}

/** Of an address that is not behind this console's own: there the host is the console's. */
function hostOf(baseUrl: string, origin: string): string {
  if (!URL.canParse(baseUrl, origin)) return ''
  const url = new URL(baseUrl, origin)
  return url.origin === origin ? '' : hostName(url.hostname)
}

/** A number, or what every machine calls itself, is no name of one. */
function hostName(host: string): string {
  const isNumber = /^[\d.]+$|:/.test(host)
  return isNumber || host.toLowerCase() === 'localhost' ? '' : host
}
