import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import type { MatchChoice } from './matchRule.ts'

interface MatchPreferences {
  readonly byName: boolean
  /** By the id of an xw server. */
  readonly choices: Readonly<Record<string, MatchChoice>>
}

const ChoiceSchema = v.variant('kind', [
  v.object({ kind: v.literal('client'), id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)) }),
  v.object({ kind: v.literal('none') }),
])

const StoredSchema = v.object({
  byName: v.fallback(v.boolean(), true),
  // One choice that an older console wrote otherwise must not cost the others.
  choices: v.fallback(v.record(v.string(), v.fallback(v.nullable(ChoiceSchema), null)), {}),
})

const name = 'quarterdeck.machines'

/** How the operator says which server and which client are one machine. */
export const useMatchPreferences = create<MatchPreferences>()(
  persist((): MatchPreferences => ({ byName: true, choices: {} }), {
    name,
    storage: createJSONStorage(() => browserStorage),
    merge: (stored, current) => {
      const read = v.safeParse(StoredSchema, stored)
      if (!read.success) return current
      const choices = Object.entries(read.output.choices).flatMap(([server, choice]) =>
        choice === null ? [] : [[server, choice] as const],
      )
      return { byName: read.output.byName, choices: Object.fromEntries(choices) }
    },
  }),
)

if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === name || key === null) void useMatchPreferences.persist.rehydrate()
  })
}

export function setMatchByName(byName: boolean): void {
  useMatchPreferences.setState({ byName })
}

/** Undefined lets the rule decide again. */
export function chooseMatch(server: string, choice: MatchChoice | undefined): void {
  useMatchPreferences.setState(({ choices: { [server]: _before, ...others } }) => ({
    choices: choice === undefined ? others : { ...others, [server]: choice },
  }))
}
