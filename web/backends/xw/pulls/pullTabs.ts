import * as v from 'valibot'
import { createPresence } from '@/kit/tabPresence.ts'
import type { TabPresence } from '@/kit/tabPresence.ts'
import type { PullState } from './pullState.ts'

const phaseKinds = [
  'queued',
  'starting',
  'downloading',
  'verifying',
  'stalled',
  'retrying',
  'waiting-for-lock',
  'held-elsewhere',
  'stale-lock',
  'finished',
  'failed',
  'cancelled',
] as const

/** A pull of another tab, as that tab last told. */
const RemotePullSchema = v.object({
  key: v.string(),
  server: v.string(),
  model: v.string(),
  phase: v.picklist(phaseKinds),
  since: v.number(),
  percent: v.nullable(v.number()),
  doneBytes: v.nullable(v.number()),
  totalBytes: v.nullable(v.number()),
  highest: v.number(),
  speed: v.nullable(v.number()),
  etaMs: v.nullable(v.number()),
})
export type RemotePull = v.InferOutput<typeof RemotePullSchema> & { readonly tab: string }

/** As much of a pull as other tabs are told. */
export function toldOf(pull: PullState): Omit<RemotePull, 'tab'> {
  const { key, server, model, phase, since, progress, highest, speed, etaMs } = pull
  return {
    key,
    server,
    model,
    phase: phase.kind,
    since,
    percent: progress?.percent ?? null,
    doneBytes: progress?.doneBytes ?? null,
    totalBytes: progress?.totalBytes ?? null,
    highest,
    speed,
    etaMs,
  }
}

// Another tab may run another version of the console: what it says is read as carefully as a server's answer.
const MessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('hello'), tab: v.string() }),
  v.object({ kind: v.literal('snapshot'), tab: v.string(), pulls: v.array(RemotePullSchema) }),
  v.object({ kind: v.literal('cancel'), tab: v.string(), to: v.string(), key: v.string() }),
])
type Message = v.InferOutput<typeof MessageSchema>

export interface PullTabsListener {
  /** All pulls of all other tabs have changed. */
  onOthers(pulls: readonly RemotePull[]): void
  /** A tab is gone; what it was pulling has been cancelled by its servers. */
  onGone(tab: string): void
  /** Another tab asks this one to cancel a pull; its operator has confirmed that already. */
  onCancel(key: string): void
  /** A new tab wants to know. */
  onHello(): void
}

export interface PullTabs {
  readonly id: string
  /** Takes a pull for this tab; false when another living tab has it. */
  claim(key: string): Promise<boolean>
  release(key: string): void
  /** Tells `onGone` when that tab ends, at once if it has ended already. */
  watch(tab: string): void
  publish(pulls: readonly Omit<RemotePull, 'tab'>[]): void
  askToCancel(tab: string, key: string): void
  stop(): void
}

export interface TabChannel {
  post(message: unknown): void
  close(): void
}

export interface PullTabsOptions {
  readonly presence: TabPresence
  channel(onMessage: (message: unknown) => void): TabChannel
}

/** What the tabs of one console tell each other about their pulls. */
export function createPullTabs(listener: PullTabsListener, options: PullTabsOptions = browserTabs()): PullTabs {
  const { presence } = options
  const { id } = presence
  const others = new Map<string, readonly RemotePull[]>()
  const watched = new Map<string, () => void>()

  function tellOthers(): void {
    listener.onOthers([...others.values()].flat())
  }

  function watch(tab: string): void {
    if (tab === id || watched.has(tab)) return
    const unwatch = presence.watch(tab, () => {
      watched.delete(tab)
      if (others.delete(tab)) tellOthers()
      listener.onGone(tab)
    })
    watched.set(tab, unwatch)
  }

  function receive(raw: unknown): void {
    const read = v.safeParse(MessageSchema, raw)
    if (!read.success || read.output.tab === id) return
    const message = read.output
    switch (message.kind) {
      case 'hello':
        return listener.onHello()
      case 'cancel':
        return message.to === id ? listener.onCancel(message.key) : undefined
      case 'snapshot':
        others.set(
          message.tab,
          message.pulls.map((pull) => ({ ...pull, tab: message.tab })),
        )
        watch(message.tab)
        return tellOthers()
    }
  }

  const channel = options.channel(receive)
  const post = (message: Message): void => channel.post(message)
  // Only once this tab can be seen to live: else the first tab that hears of it takes it for gone.
  void presence.ready.then(() => post({ kind: 'hello', tab: id }))

  return {
    id,
    claim: (key) => presence.claim(key),
    release: (key) => presence.release(key),
    watch,
    publish: (pulls) => void presence.ready.then(() => post({ kind: 'snapshot', tab: id, pulls: [...pulls] })),
    askToCancel: (tab, key) => post({ kind: 'cancel', tab: id, to: tab, key }),
    stop() {
      for (const unwatch of watched.values()) unwatch()
      channel.close()
      presence.stop()
    },
  }
}

function browserTabs(): PullTabsOptions {
  return {
    presence: createPresence(),
    channel(onMessage) {
      if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, close: () => undefined }
      const channel = new BroadcastChannel('quarterdeck.pulls')
      channel.addEventListener('message', (event: MessageEvent<unknown>) => onMessage(event.data))
      let open = true
      return {
        post: (message) => {
          if (open) channel.postMessage(message)
        },
        close: () => {
          open = false
          channel.close()
        },
      }
    },
  }
}
