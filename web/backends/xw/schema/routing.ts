import type { Instance } from './instance.ts'

/** Another instance that requests for an alias can reach. */
export interface RoutingRival {
  readonly alias: string
  /** `extends`: the rival's alias begins with this one; `shortens`: this one begins with the rival's. */
  readonly how: 'extends' | 'shortens' | 'same'
}

/**
 * Instances of the same server that may answer in this one's place. A server looks for the very alias, and where that
 * one is not there, for one of which the name is a prefix or that is a prefix of the name, whatever the case.
 */
export function routingRivals(instance: Instance, all: readonly Instance[]): readonly RoutingRival[] {
  const name = instance.alias.toLowerCase()
  return all
    .filter(({ id, alias }) => id !== instance.id && alias !== '')
    .flatMap(({ alias }): RoutingRival[] => {
      const other = alias.toLowerCase()
      if (other === name) return [{ alias, how: 'same' }]
      if (other.startsWith(name)) return [{ alias, how: 'extends' }]
      return name.startsWith(other) ? [{ alias, how: 'shortens' }] : []
    })
}
