import { lazyRouteComponent } from '@tanstack/react-router'
import { preloadPageWords } from './i18n.tsx'

/**
 * A page whose code and words are loaded when it is first needed. The router's own helper reloads the whole tab when a chunk is
 * gone, without asking, and with it go the pulls that run in this tab: here the route error page asks instead.
 */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    try {
      const [page] = await Promise.all([load(), preloadPageWords()])
      return page
    } catch (cause) {
      // The helper knows a missing chunk by its message.
      throw new Error(`${name} did not load`, { cause })
    }
  }, name)
}
