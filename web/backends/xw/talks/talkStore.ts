import { createStore, type StoreApi } from 'zustand/vanilla'
import { newId } from './newId.ts'
import { isUnderWay, newTalk, type Talk, type TalkHead } from './talk.ts'
import type { TalkShelf } from './talkShelf.ts'
import { mergeTalks } from './talkMerge.ts'
import type { TalkTabs } from './talkTabs.ts'
import { headOf, putAnswer } from './talkTree.ts'

/** So many conversations are kept in a browser; beyond, the oldest go. */
export const mostTalks = 200

/** Typing a system prompt must not write to the disk with each key. */
const keepMs = 800

export interface Talks {
  /** Null until the browser has said whether it keeps anything. */
  readonly kind: TalkShelf['kind'] | null
  /** Newest first. */
  readonly heads: readonly TalkHead[]
  /** Those that were opened or begun in this tab. */
  readonly open: Readonly<Record<string, Talk>>
  /** The one that a page without a conversation in its address shows. */
  readonly latest: string
  /** The browser refused to keep the last change: its disk is full, or its database gone. */
  readonly isRefused: boolean
  /** Those that another tab wrote in since they were opened here. */
  readonly shared: readonly string[]
}

export interface TalkKeeper {
  readonly store: StoreApi<Talks>
  /** Resolves when the list is there. */
  readonly ready: Promise<void>
  /** Makes `latest` a new conversation, unless it still is one. It is kept from its first turn on. */
  readonly begin: () => void
  /** Opens one by its id; false where there is none. */
  readonly open: (id: string) => Promise<boolean>
  readonly change: (id: string, change: (talk: Talk) => Talk) => void
  /** Adds conversations, each under a new id, and tells how many were added. */
  readonly add: (talks: readonly Talk[]) => number
  readonly remove: (id: string) => void
  /** Writes what is not written yet. */
  readonly keepNow: () => void
}

interface KeeperOptions {
  readonly now?: () => number
  readonly tabs?: (onTold: (id: string) => void) => TalkTabs
}

const alone: TalkTabs = { tell: () => undefined }

export function createTalkKeeper(
  openShelf: () => Promise<TalkShelf>,
  { now = Date.now, tabs = () => alone }: KeeperOptions = {},
): TalkKeeper {
  const store = createStore<Talks>(() => {
    const talk = newTalk(newId(), now())
    return { kind: null, heads: [], open: { [talk.id]: talk }, latest: talk.id, isRefused: false, shared: [] }
  })
  const shelf = openShelf()
  const changed = new Set<string>()
  /** As they were last read or written here: what another tab has is measured by it. */
  const bases = new Map<string, Talk>()
  const { tell } = tabs((id) => void look(id))
  let timer: ReturnType<typeof setTimeout> | undefined

  const begun = async () => {
    const { kind, heads } = await shelf
    const found = await heads().catch(() => [])
    store.setState((state) => ({
      kind,
      heads: sorted([...state.heads, ...found.filter(({ id }) => !state.heads.some((head) => head.id === id))]),
    }))
  }
  const ready = begun()

  const write = async (work: (on: TalkShelf) => Promise<void>) => {
    try {
      await work(await shelf)
      store.setState({ isRefused: false })
    } catch {
      store.setState({ isRefused: true })
    }
  }

  const keep = (talk: Talk) =>
    write(async (on) => {
      const { id } = talk
      const kept = await on.keep(id, (before) => (before ? mergeTalks(bases.get(id), talk, before) : talk))
      // Meanwhile it may have been removed here.
      if (store.getState().open[id]) take(kept)
      tell(id)
    })

  /** Puts what is kept beside what is open. */
  const take = (kept: Talk) => {
    const { open, shared } = store.getState()
    const mine = open[kept.id]
    const merged = mine === undefined ? kept : mergeTalks(bases.get(kept.id), mine, kept)
    if (mine !== undefined) bases.set(kept.id, kept)
    store.setState(({ heads }) => ({
      heads: withHead(heads, headOf(merged)),
      ...(mine !== undefined &&
        merged !== mine && {
          open: { ...open, [kept.id]: merged },
          shared: shared.includes(kept.id) ? shared : [...shared, kept.id],
        }),
    }))
  }

  /** Another tab has kept or removed it. */
  const look = async (id: string) => {
    const kept = await (await shelf).read(id).catch(() => undefined)
    if (kept !== undefined) take(kept)
    // What is open here stays, and is kept again with its next word.
    else if (!store.getState().open[id]) {
      store.setState(({ heads }) => ({ heads: heads.filter((head) => head.id !== id) }))
    }
  }

  const keepNow = () => {
    clearTimeout(timer)
    timer = undefined
    const { open } = store.getState()
    const talks = [...changed].flatMap((id) => open[id] ?? [])
    changed.clear()
    for (const talk of talks) void keep(talk)
    const surplus = store
      .getState()
      .heads.slice(mostTalks)
      .map(({ id }) => id)
    if (surplus.length > 0 && talks.length > 0) forget(surplus)
  }

  const put = (talk: Talk) => {
    store.setState(({ open, heads }) => ({
      open: { ...open, [talk.id]: talk },
      heads: talk.turns.length === 0 ? heads : withHead(heads, headOf(talk)),
    }))
    if (talk.turns.length === 0) return
    changed.add(talk.id)
    timer ??= setTimeout(keepNow, keepMs)
  }

  const forget = (ids: readonly string[]) => {
    for (const id of ids) changed.delete(id)
    store.setState(({ open, heads }) => ({
      heads: heads.filter(({ id }) => !ids.includes(id)),
      open: Object.fromEntries(Object.entries(open).filter(([id]) => !ids.includes(id))),
    }))
    void write(async (on) => {
      await on.remove(ids)
      for (const id of ids) tell(id)
    })
  }

  return {
    store,
    ready,
    begin() {
      const { open, latest } = store.getState()
      if (open[latest]?.turns.length === 0) return
      const talk = newTalk(newId(), now())
      store.setState({ open: { ...open, [talk.id]: talk }, latest: talk.id })
    },
    async open(id) {
      if (store.getState().open[id]) return true
      const talk = await (await shelf).read(id).catch(() => undefined)
      // Opened twice at a time, the second must not undo what happened since the first.
      if (store.getState().open[id]) return true
      if (talk === undefined) return false
      bases.set(id, talk)
      const mended = endedAnswers(talk)
      store.setState(({ open }) => ({ open: { ...open, [id]: mended } }))
      return true
    },
    change(id, change) {
      const talk = store.getState().open[id]
      if (talk) put(change(talk))
    },
    add(talks) {
      for (const talk of talks) put({ ...endedAnswers(talk), id: newId() })
      keepNow()
      return talks.length
    },
    remove: (id) => forget([id]),
    keepNow,
  }
}

function withHead(heads: readonly TalkHead[], head: TalkHead): readonly TalkHead[] {
  const before = heads.find(({ id }) => id === head.id)
  // Most changes are a few more words of an answer, which a head has nothing of.
  if (before && before.updatedAt === head.updatedAt && before.words === head.words && before.turns === head.turns)
    return heads
  return sorted([head, ...heads.filter(({ id }) => id !== head.id)])
}

function sorted(heads: readonly TalkHead[]): readonly TalkHead[] {
  return heads.toSorted((a, b) => b.updatedAt - a.updatedAt)
}

/** What was being written when its page was closed will not go on. */
function endedAnswers(talk: Talk): Talk {
  const cut = talk.turns.flatMap(({ columns }) => columns.flatMap(({ answers }) => answers)).filter(isUnderWay)
  return cut.reduce((now, answer) => putAnswer(now, { ...answer, state: 'interrupted', silentSince: null }), talk)
}
