import { createContext } from 'react'

/** Around what is shown from before, and not confirmed yet: the word that says so, for whatever states a state. */
export const StaleWord = createContext<string | null>(null)
