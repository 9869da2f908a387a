import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import { newGroup } from '@/net/changeGroup.ts'
import type { PullIntent, PullIntents } from './pullIntents.ts'
import type { PullLog } from './pullLog.ts'
import type { PullRunner, PullRunnerOptions } from './pullRunner.ts'
import { isActive, pullKey } from './pullState.ts'
import type { AskedPull, PullState } from './pullState.ts'
import { toldOf } from './pullTabs.ts'
import type { PullTabs, PullTabsListener, RemotePull } from './pullTabs.ts'

export interface Pulls {
  /** This tab's, in the order in which they were asked for. */
  readonly own: readonly PullState[]
  /** Those of other tabs, as they last told. */
  readonly others: readonly RemotePull[]
  /** What a page that is gone was pulling; its servers have cancelled it. */
  readonly lost: readonly PullIntent[]
}

/**
 * `already`: this tab has it. `elsewhere`: another tab of this console has it. `unloaded`: what runs pulls could not be
 * loaded.
 */
export type Enqueued = 'started' | 'already' | 'elsewhere' | 'unloaded'

export type PullRunnerListener = Pick<PullRunnerOptions, 'onChange' | 'onSettled'>

export interface PullEngineOptions {
  readonly intents: PullIntents
  /** Asked for with the first pull: few tabs have any. */
  runner(listener: PullRunnerListener): Promise<PullRunner>
  now(): number
  tabs(listener: PullTabsListener): PullTabs
  onSettled(pull: PullState): void
}

export interface PullEngine {
  readonly store: StoreApi<Pulls>
  /** What a page that is gone was pulling goes on from there: its lock is known for this console's own. */
  enqueue(target: AskedPull): Promise<Enqueued>
  retry(key: string): Promise<Enqueued>
  keepWaiting(key: string): Promise<Enqueued>
  cancel(key: string): void
  /** Asks the tab that owns it to cancel. */
  cancelElsewhere(pull: RemotePull): void
  dismiss(key: string): void
  clearFinished(): void
  resumeLost(keys: readonly string[]): Promise<void>
  forgetLost(keys: readonly string[]): void
  log(key: string): PullLog | undefined
  /** Looks at the storage anew: another tab may have resumed or forgotten what was lost. */
  lookForLost(): void
  /** Writes down how far each pull is: the page may be about to go. */
  keepNow(): void
}

/** How often other tabs hear how far a pull is, and how often it is written down for after a crash. */
export const PUBLISH_MS = 1_000
const KEEP_MS = 5_000

/** The pulls of this console: the runner, what is remembered of it, and what other tabs do. */
export function createPullEngine(o: PullEngineOptions): PullEngine {
  const store = createStore<Pulls>(() => ({ own: [], others: [], lost: [] }))
  const goneTabs = new Set<string>()
  const claimed = new Set<string>()
  const claiming = new Set<string>()
  const keptAt = new Map<string, number>()
  let publishTimer: ReturnType<typeof setTimeout> | null = null

  const tabs = o.tabs({
    onOthers: (others) => store.setState({ others }),
    onGone(tab) {
      goneTabs.add(tab)
      lookForLost()
    },
    onCancel: (key) => runner?.cancel(key),
    onHello: publish,
  })

  let runner: PullRunner | undefined
  const listener: PullRunnerListener = {
    onChange(own) {
      store.setState({ own })
      for (const pull of own) remember(pull)
      publishTimer ??= setTimeout(publish, PUBLISH_MS)
    },
    onSettled(pull) {
      publish()
      o.onSettled(pull)
    },
  }

  let loading: Promise<PullRunner> | undefined
  async function loaded(): Promise<PullRunner | undefined> {
    try {
      runner ??= await (loading ??= o.runner(listener))
    } catch {
      loading = undefined
    }
    return runner
  }

  function publish(): void {
    if (publishTimer !== null) clearTimeout(publishTimer)
    publishTimer = null
    tabs.publish(store.getState().own.map(toldOf))
  }

  function remember(pull: PullState): void {
    const { key, phase } = pull
    if (isActive(phase)) {
      if (o.now() - (keptAt.get(key) ?? 0) >= KEEP_MS) keep(pull)
      return
    }
    if (claimed.delete(key)) tabs.release(key)
    // One that gave up has something on the server's disk; it is worth remembering until the operator dismisses it.
    const worthKeeping = phase.kind === 'failed' && phase.reason.kind === 'gave-up'
    if (keptAt.delete(key) && !worthKeeping) o.intents.forget(key)
  }

  function keep({ key, server, model, firstSince, highest }: PullState): void {
    keptAt.set(key, o.now())
    o.intents.keep({ server, model, since: firstSince, highest, tab: tabs.id })
  }

  function lookForLost(): void {
    const intents = o.intents.all().filter((intent) => intent.tab !== tabs.id)
    for (const { tab } of intents) if (!goneTabs.has(tab)) tabs.watch(tab)
    store.setState({ lost: intents.filter(({ tab }) => goneTabs.has(tab)) })
  }

  async function claimThen(key: string, begin: (runner: PullRunner) => void): Promise<Enqueued> {
    const known = runner?.get(key)
    if (claiming.has(key) || (known && isActive(known.phase))) return 'already'
    claiming.add(key)
    const [mine, ready] = await Promise.all([tabs.claim(key), loaded()])
    claiming.delete(key)
    if (!mine) return 'elsewhere'
    if (!ready) {
      tabs.release(key)
      return 'unloaded'
    }
    claimed.add(key)
    begin(ready)
    const begun = ready.get(key)
    if (begun && isActive(begun.phase)) keep(begun)
    lookForLost()
    return 'started'
  }

  function enqueue(target: AskedPull): Promise<Enqueued> {
    const key = pullKey(target)
    const before = store.getState().lost.find((intent) => intent.key === key)
    return claimThen(key, (ready) => ready.add(target, before && { highest: before.highest, since: before.since }))
  }

  lookForLost()
  return {
    store,
    enqueue,
    lookForLost,
    retry: (key) => claimThen(key, (ready) => ready.retry(key)),
    keepWaiting: (key) => claimThen(key, (ready) => ready.keepWaiting(key)),
    cancel: (key) => runner?.cancel(key),
    cancelElsewhere: ({ tab, key }) => tabs.askToCancel(tab, key),
    dismiss(key) {
      runner?.remove(key)
      if (!runner?.get(key)) o.intents.forget(key)
    },
    clearFinished() {
      for (const { key, phase } of store.getState().own) {
        if (phase.kind === 'finished' || phase.kind === 'cancelled') runner?.remove(key)
      }
    },
    async resumeLost(keys) {
      const group = newGroup('xw.pull')
      await Promise.all(
        store
          .getState()
          .lost.filter(({ key }) => keys.includes(key))
          .map(({ server, model }) => enqueue({ server, model, group })),
      )
    },
    forgetLost(keys) {
      for (const key of keys) o.intents.forget(key)
      lookForLost()
    },
    log: (key) => runner?.log(key),
    keepNow() {
      for (const pull of store.getState().own) if (isActive(pull.phase)) keep(pull)
    },
  }
}
