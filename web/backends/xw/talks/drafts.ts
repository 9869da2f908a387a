import { create } from 'zustand'
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import type { Talk } from './talk.ts'

/** Full, as with a draft of some megabytes, or refused: drafts then last as long as the page. */
const storage: StateStorage = {
  getItem: (name) => attempt(() => sessionStorage.getItem(name)) ?? null,
  setItem: (name, value) => attempt(() => sessionStorage.setItem(name, value)),
  removeItem: (name) => attempt(() => sessionStorage.removeItem(name)),
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** What was typed and not sent: neither leaving the page nor a reload takes it away. */
export const useDrafts = create<{ readonly prompts: Readonly<Record<string, string>> }>()(
  persist(() => ({ prompts: {} }), {
    name: 'quarterdeck.xw.drafts',
    storage: createJSONStorage(() => storage),
  }),
)

export function setDraft(key: string, prompt: string): void {
  useDrafts.setState(({ prompts: { [key]: _before, ...prompts } }) => ({
    prompts: prompt === '' ? prompts : { ...prompts, [key]: prompt },
  }))
}

/** A conversation that nothing was said in yet has another id after a reload. */
export function draftKeyOf({ id, turns }: Talk): string {
  return turns.length === 0 ? 'new' : id
}
