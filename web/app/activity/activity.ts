import * as v from 'valibot'
import { browserStorage } from '@/kit/browserStorage.ts'
import { createPresence } from '@/kit/tabPresence.ts'
import type { Change } from '@/net/changes.ts'
import { type ActivityLog, type ActivityNews, createActivityLog, type EndEntry } from './activityLog.ts'
import { openActivityShelf } from './activityShelf.ts'
import { maskBody } from './maskBody.ts'
import { targetOf } from './targetOf.ts'

const markKey = 'quarterdeck.activity.aged'

let log: Promise<ActivityLog> | undefined

/** The log of this tab: made when first asked for, by a change or by who looks at it. */
export function activityLog(): Promise<ActivityLog> {
  log ??= start()
  return log
}

/** Writes down that a change is under way; who was signed in was seen when it was sent. */
export async function beginEntry(change: Change, user: string | null): Promise<EndEntry> {
  const { server, operation, path, startedAt, group } = change
  const { kind, id, label } = server
  return (await activityLog()).begin({
    user,
    server: { kind, id, label },
    operation,
    target: targetOf(change.body),
    path,
    ...maskBody(change.body),
    at: startedAt,
    group,
  })
}

async function start(): Promise<ActivityLog> {
  const shelf = await openActivityShelf()
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('quarterdeck.activity')
  const presence = createPresence()
  await presence.ready
  const started = createActivityLog({
    shelf,
    presence,
    now: Date.now,
    tell: (news) => channel?.postMessage(news),
    mark: {
      get: () => readMark(browserStorage.getItem(markKey)),
      set: (at) =>
        void (at === null ? browserStorage.removeItem(markKey) : browserStorage.setItem(markKey, String(at))),
    },
  })
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isNews(data)) started.hear(data)
  })
  return started
}

function readMark(text: unknown): number | null {
  const at = typeof text === 'string' ? Number(text) : Number.NaN
  return Number.isFinite(at) ? at : null
}

const KindSchema = v.object({ kind: v.picklist(['entries', 'erased']) })

/** Only tabs of this console speak here, but an older one may speak differently. */
function isNews(data: unknown): data is ActivityNews {
  return v.is(KindSchema, data)
}
