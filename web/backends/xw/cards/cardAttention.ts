import { create } from 'zustand'
import type { AttentionItem } from '@/kit/attention.ts'

export const cardMemoryName = 'quarterdeck.xw.cards'

/** What of the cards needs a person. It is put here by what is loaded only where cards have been looked at. */
export const useCardAttention = create<{ readonly items: readonly AttentionItem[] }>(() => ({ items: [] }))
