import { create } from 'zustand'
import type { AttentionItem } from '@/kit/attention.ts'
import type { Finding } from './finding.ts'

interface Findings {
  readonly findings: readonly Finding[]
  /** The same in words, once those have come. */
  readonly items: readonly AttentionItem[]
}

export const useFindings = create<Findings>(() => ({ findings: [], items: [] }))
