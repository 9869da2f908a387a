import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import type { StartSearch } from '../../paths.ts'

const maybeText = v.nullable(v.string())
const DraftSchema = v.object({
  server: maybeText,
  model: maybeText,
  like: maybeText,
  /** `EngineChoice.key`; null follows the proposal, as do the next two. */
  engine: maybeText,
  /** `Chip.key`. */
  chips: v.nullable(v.array(v.string())),
  alias: maybeText,
  concurrency: maybeText,
  /** The start that was made of it, by its key. */
  submitted: maybeText,
})

/** What the operator has chosen and typed. What is null follows what the console proposes. */
export type StartDraft = Readonly<v.InferOutput<typeof DraftSchema>>

const blank: StartDraft = {
  server: null,
  model: null,
  like: null,
  engine: null,
  chips: null,
  alias: null,
  concurrency: null,
  submitted: null,
}

const storage: StateStorage = {
  getItem: (name) => attempt(() => sessionStorage.getItem(name)) ?? null,
  setItem: (name, value) => attempt(() => sessionStorage.setItem(name, value)),
  removeItem: (name) => attempt(() => sessionStorage.removeItem(name)),
}

/** A storage that refuses costs the memory of reloads and nothing else. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

function readDraft(stored: unknown): StartDraft {
  const read = v.safeParse(DraftSchema, stored)
  return read.success ? read.output : blank
}

/** Kept while the operator looks elsewhere, and over a reload. */
export const useStartDraft = create<StartDraft>()(
  persist((): StartDraft => blank, {
    name: 'quarterdeck.xw.start-draft',
    storage: createJSONStorage(() => storage),
    migrate: readDraft,
    merge: readDraft,
  }),
)

/** A link to the form says what it is about; one that says nothing goes on with the draft. */
export function draftOf(draft: StartDraft, search: StartSearch): StartDraft {
  const asked = { server: search.server ?? null, model: search.model ?? null, like: search.like ?? null }
  if (asked.server === null && asked.model === null && asked.like === null) return draft
  const isSame = asked.server === draft.server && asked.model === draft.model && asked.like === draft.like
  return isSame ? draft : { ...blank, ...asked }
}

/** Another model or server has other engines and chips; what was typed stays. */
export function withModel(draft: StartDraft, model: string | null): StartDraft {
  return model === draft.model ? draft : { ...draft, model, like: null, engine: null, chips: null, alias: null }
}

export function withServer(draft: StartDraft, server: string): StartDraft {
  return server === draft.server ? draft : { ...draft, server, like: null, engine: null, chips: null }
}

export function withEngine(draft: StartDraft, engine: string): StartDraft {
  return engine === draft.engine ? draft : { ...draft, engine, chips: null }
}

/** For the next one: the same model and server, and proposals. */
export function emptied({ server, model }: StartDraft): StartDraft {
  return { ...blank, server, model }
}
