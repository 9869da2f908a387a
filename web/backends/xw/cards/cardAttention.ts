import { create } from 'zustand'
import type { AttentionItem } from '@/kit/attention.ts'
import { browserStorage } from '@/kit/browserStorage.ts'

export const cardMemoryName = 'quarterdeck.xw.cards'

interface CardAttention {
  /** A server's cards have been looked at, in this tab or before it. */
  readonly isWatching: boolean
  readonly items: readonly AttentionItem[]
}

/** What of the cards needs a person. It is put here by what is loaded only where cards have been looked at. */
export const useCardAttention = create<CardAttention>(() => ({
  isWatching: browserStorage.getItem(cardMemoryName) !== null,
  items: [],
}))
