import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { type ChangeGroup, newGroup } from '@/net/changeGroup.ts'
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
  /** What its changes are known by; null before the first run. */
  readonly group: ChangeGroup | null
}

const nothing: InstanceBulk = { action: 'stop', items: [], group: null }

/** Many instances stopped or removed at once; goes on while the operator walks the console. */
export const useInstanceBulk = create<InstanceBulk>(() => nothing)

export function isBulkRunning({ items }: Pick<InstanceBulk, 'items'>): boolean {
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
  const run = { action, items, group: newGroup(`xw.${action}`) }
  useInstanceBulk.setState(run)
  void work(run, items, queryClient)
  return true
}

export function retryBulk(queryClient: QueryClient): void {
  const run = useInstanceBulk.getState()
  const again = run.items.filter(canRetry)
  if (again.length === 0 || isBulkRunning(run)) return
  for (const { key } of again) tell(key, { kind: 'waiting' })
  void work(run, again, queryClient)
}

export function dismissBulk(): void {
  if (!isBulkRunning(useInstanceBulk.getState())) useInstanceBulk.setState(nothing)
}

function tell(key: string, outcome: BulkOutcome): void {
  useInstanceBulk.setState(({ items }) => ({
    items: items.map((item) => (item.key === key ? { ...item, outcome } : item)),
  }))
}

type Run = Pick<InstanceBulk, 'action' | 'group'>

async function work(run: Run, items: readonly BulkItem[], queryClient: QueryClient): Promise<void> {
  const servers = [...new Map(items.map(({ at }) => [at.id, at])).values()]
  await Promise.all(
    servers.map(async (at) => {
      const queue = items.filter((item) => item.at.id === at.id)
      await Promise.all(Array.from({ length: PER_SERVER }, () => drain(queue, run, queryClient)))
      await queryClient.invalidateQueries({ queryKey: keyOf(at, 'instances') })
    }),
  )
}

async function drain(queue: BulkItem[], run: Run, queryClient: QueryClient): Promise<void> {
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    tell(item.key, { kind: 'running' })
    tell(item.key, await outcomeOf(item, run, queryClient))
  }
}

async function outcomeOf(
  { at, instance, stopFirst }: BulkItem,
  { action, group }: Run,
  queryClient: QueryClient,
): Promise<BulkOutcome> {
  try {
    const how = action === 'remove' && stopFirst ? 'stop-and-remove' : action
    return await actOn(at, instance, how, queryClient, group)
  } catch (error) {
    if (!isProblem(error)) throw error
    return { kind: 'failed', problem: error }
  }
}
