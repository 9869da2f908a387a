import { queryOptions } from '@tanstack/react-query'
import { fetchConfig } from '@/kit/config.ts'
import { setConnections } from '@/kit/connections.ts'
import { backends } from './backends.ts'

/** `config.json`, read once; asked for again only when the operator says so. Never fails: problems are in the answer. */
export function consoleConfig() {
  return queryOptions({
    queryKey: ['config'],
    queryFn: async () => {
      const config = await fetchConfig(backends)
      // Here and not in a view: the first page must find its servers when it is first drawn.
      setConnections(config)
      return config
    },
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: 'always',
  })
}
