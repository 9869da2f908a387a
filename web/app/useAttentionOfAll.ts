import type { AttentionItem } from '@/kit/attention.ts'
import { backends } from './backends.ts'
import { byUrgency } from './byUrgency.ts'
import { useFindings } from './findings/findingStore.ts'

/** What all backends together report, most urgent first. */
export function useAttentionOfAll(others: readonly AttentionItem[]): readonly AttentionItem[] {
  // The list of backends is a constant, so the hooks run in the same order on every render.
  // oxlint-disable-next-line react-hooks/rules-of-hooks
  const reported = backends.flatMap((backend) => backend.useAttention())
  const found = useFindings((state) => state.items)
  return [...others, ...found, ...reported].sort(byUrgency)
}
