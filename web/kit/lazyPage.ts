import { lazyRouteComponent } from '@tanstack/react-router'

/**
 * A page whose code is loaded when it is first needed. The router's own helper reloads the whole tab when a chunk is
 * gone, without asking, and with it go the pulls that run in this tab: here the route error page asks instead.
 */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module & string>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(async () => {
    try {
      return await load()
    } catch (cause) {
      // The helper knows a missing chunk by its message.
      throw new Error(`${name} did not load`, { cause })
    }
  }, name)
}
