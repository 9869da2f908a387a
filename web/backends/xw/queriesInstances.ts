import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { type ChangeGroup, inGroup } from '@/net/changeGroup.ts'
import { beforeChange } from '@/net/changes.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, Problem } from '@/net/problem.ts'
import { listInstances } from './client.ts'
import * as client from './clientInstances.ts'
import { instances, keyOf, startKey, useMemory } from './queries.ts'
import type { Instance, InstanceList } from './schema/instance.ts'
import { type InstanceMark, meanwhile, type Meanwhile } from './schema/sameInstance.ts'

/**
 * Stopping and removing. Both name an alias on the wire, which may belong to another instance by now: the server's
 * list is read anew right before, and where it is no longer the one that was confirmed, nothing is done.
 */

/** What came of it. All but `done`: nothing was done. */
export type Acted = { readonly kind: 'done' } | Exclude<Meanwhile, { readonly kind: 'same' }>

export type InstanceAction = 'stop' | 'remove'

/** @throws Problem */
export async function actOn(
  at: Endpoint,
  instance: InstanceMark,
  action: InstanceAction | 'stop-and-remove',
  queryClient: QueryClient,
  group: ChangeGroup | null = null,
): Promise<Acted> {
  // Of another server the list would only say that the instance is gone.
  await beforeChange(at, operationOf(action))
  const list = await listAnew(at, action)
  queryClient.setQueryData(instances(at).queryKey, list)
  const found = meanwhile(instance, list)
  if (found.kind !== 'same') return found
  if (action === 'stop') await stop(at, found.now, group)
  else {
    const force = action === 'stop-and-remove'
    await inGroup(group, () => client.removeInstance(at, { alias: instance.alias, force }))
    rememberRemoval(at)
  }
  return { kind: 'done' }
}

/** Where the list cannot be read, it is the stopping or removing that has failed. */
async function listAnew(at: Endpoint, action: InstanceAction | 'stop-and-remove'): Promise<InstanceList> {
  try {
    return await listInstances(at, { all: true })
  } catch (error) {
    if (!isProblem(error)) throw error
    throw new Problem(at, operationOf(action), error.facts, error.at)
  }
}

function operationOf(action: InstanceAction | 'stop-and-remove'): string {
  return action === 'stop' ? 'xw.stopInstance' : 'xw.removeInstance'
}

async function stop(at: Endpoint, instance: Instance, group: ChangeGroup | null): Promise<void> {
  rememberStop(at, instance)
  try {
    await inGroup(group, () => client.stopInstance(at, { alias: instance.alias }))
  } catch (error) {
    // Refused, it runs on; but after a timeout or a drop it may well be stopping.
    if (isProblem(error) && (error.kind === 'server' || wasNotSent(error))) forgetStop(at, instance)
    throw error
  }
}

function wasNotSent({ facts }: Problem): boolean {
  return facts.kind === 'request' && (facts.reason === 'another-server' || facts.reason === 'read-only')
}

async function invalidateInstances(at: Endpoint, queryClient: QueryClient): Promise<void> {
  await Promise.all(
    ['instances', 'ready'].map((resource) => queryClient.invalidateQueries({ queryKey: keyOf(at, resource) })),
  )
}

export function stopInstance(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'stop'],
    mutationFn: (instance: Instance) => actOn(at, instance, 'stop', queryClient),
    onSettled: () => invalidateInstances(at, queryClient),
  })
}

/** Removes an instance; with `stopFirst` one that still runs. */
export function removeInstance(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'remove'],
    mutationFn: ({ instance, stopFirst }: { readonly instance: Instance; readonly stopFirst: boolean }) =>
      actOn(at, instance, stopFirst ? 'stop-and-remove' : 'remove', queryClient),
    onSettled: () => invalidateInstances(at, queryClient),
  })
}

/** One less is no sign of a container engine that has failed. */
function rememberRemoval(at: Pick<Endpoint, 'id'>): void {
  useMemory.setState(({ listed }) => ({ listed: { ...listed, [at.id]: Math.max(0, (listed[at.id] ?? 0) - 1) } }))
}

function rememberStop(at: Pick<Endpoint, 'id'>, instance: Pick<Instance, 'id' | 'startedAt'>): void {
  useMemory.setState(({ stopped }) => ({ stopped: { ...stopped, [startKey(at, instance)]: true } }))
}

function forgetStop(at: Pick<Endpoint, 'id'>, instance: Pick<Instance, 'id' | 'startedAt'>): void {
  useMemory.setState(({ stopped: { [startKey(at, instance)]: _refused, ...stopped } }) => ({ stopped }))
}
