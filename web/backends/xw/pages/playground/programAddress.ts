import type { Endpoint } from '@/net/endpoint.ts'

/** Where a program would reach an operation of a server. */
export interface ProgramAddress {
  readonly url: string
  /** `console`: a path of the console's own origin, passed on by its proxy; `server`: as config.json names it. */
  readonly via: 'console' | 'server'
}

/** @param page the address of the console, which relative addresses start from */
export function programAddress({ baseUrl }: Pick<Endpoint, 'baseUrl'>, path: string, page: string): ProgramAddress {
  const base = new URL(`${baseUrl === '' ? '.' : baseUrl.replace(/\/+$/, '')}/`, page)
  const url = new URL(`./${path.replace(/^\/+/, '')}`, base)
  return { url: url.href, via: url.origin === new URL(page).origin ? 'console' : 'server' }
}
