import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, type Problem } from '@/net/problem.ts'
import { keyOf } from '../queries.ts'
import { type Acted, actOn, type InstanceAction } from '../queriesInstances.ts'
import type { Instance } from '../schema/instance.ts'
import { useStartsWanted } from './startsWanted.ts'

/** At a time on one server: each keeps it busy for up to a minute. */
export const PER_SERVER = 2

export type BulkOutcome =
  | { readonly kind: 'waiting' | 'running' }
  | Acted
  | { readonly kind: 'failed'; readonly problem: Problem }

export interface BulkItem {
  readonly key: string
  readonly at: Endpoint
  readonly instance: Instance
  /** With `remove`: it runs, so it is stopped first. */
  readonly stopFirst: boolean
  readonly outcome: BulkOutcome
}

interface InstanceBulk {
  readonly action: InstanceAction
  /** Of the run that goes on, or of the last one until it is dismissed. */
  readonly items: readonly BulkItem[]
}

const nothing: InstanceBulk = { action: 'stop', items: [] }

/** Many instances stopped or removed at once; goes on while the operator walks the console. */
export const useInstanceBulk = create<InstanceBulk>(() => nothing)

export function isBulkRunning({ items }: InstanceBulk): boolean {
  return items.some(({ outcome }) => outcome.kind === 'waiting' || outcome.kind === 'running')
}

/** What can be tried again. What has been replaced or is gone cannot: it is another one now. */
export function canRetry({ outcome }: BulkItem): boolean {
  return outcome.kind === 'failed' || outcome.kind === 'nothing-listed'
}

type Chosen = Pick<BulkItem, 'at' | 'instance' | 'stopFirst'>

/** Begins a run, unless one goes on. */
export function runBulk(action: InstanceAction, chosen: readonly Chosen[], queryClient: QueryClient): boolean {
  if (isBulkRunning(useInstanceBulk.getState())) return false
  useStartsWanted.setState({ isWanted: true })
  const items = chosen.map((one): BulkItem => ({
    ...one,
    key: `${one.at.id}/${one.instance.id}`,
    outcome: { kind: 'waiting' },
  }))
  useInstanceBulk.setState({ action, items })
  void work(action, items, queryClient)
  return true
}

export function retryBulk(queryClient: QueryClient): void {
  const { action, items } = useInstanceBulk.getState()
  const again = items.filter(canRetry)
  if (again.length === 0 || isBulkRunning({ action, items })) return
  for (const { key } of again) tell(key, { kind: 'waiting' })
  void work(action, again, queryClient)
}

export function dismissBulk(): void {
  if (!isBulkRunning(useInstanceBulk.getState())) useInstanceBulk.setState(nothing)
}

function tell(key: string, outcome: BulkOutcome): void {
  useInstanceBulk.setState(({ items }) => ({
    items: items.map((item) => (item.key === key ? { ...item, outcome } : item)),
  }))
}

async function work(action: InstanceAction, items: readonly BulkItem[], queryClient: QueryClient): Promise<void> {
  const servers = [...new Map(items.map(({ at }) => [at.id, at])).values()]
  await Promise.all(
    servers.map(async (at) => {
      const queue = items.filter((item) => item.at.id === at.id)
      await Promise.all(Array.from({ length: PER_SERVER }, () => drain(queue, action, queryClient)))
      await queryClient.invalidateQueries({ queryKey: keyOf(at, 'instances') })
    }),
  )
}

async function drain(queue: BulkItem[], action: InstanceAction, queryClient: QueryClient): Promise<void> {
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    tell(item.key, { kind: 'running' })
    tell(item.key, await outcomeOf(item, action, queryClient))
  }
}

async function outcomeOf(
  { at, instance, stopFirst }: BulkItem,
  action: InstanceAction,
  queryClient: QueryClient,
): Promise<BulkOutcome> {
  try {
    return await actOn(at, instance, action === 'remove' && stopFirst ? 'stop-and-remove' : action, queryClient)
  } catch (error) {
    if (!isProblem(error)) throw error
    return { kind: 'failed', problem: error }
  }
}
