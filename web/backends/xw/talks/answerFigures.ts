import type { Answer } from './talk.ts'

/** Too short to tell a speed from. */
const shortestMs = 100

export interface AnswerFigures {
  readonly firstMs: number | null
  readonly totalMs: number | null
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  /** The output is counted here, a token for each piece that came: the server did not say. */
  readonly isEstimate: boolean
  /** Tokens behind the first one, over the time since the first one. Null where all came at once. */
  readonly tokensPerSecond: number | null
}

/**
 * @param elapsedMs since it was sent, for an answer that is still being written
 */
export function answerFigures(answer: Answer, elapsedMs: number | null = answer.totalMs): AnswerFigures {
  const { usage, pieces, firstMs } = answer
  // Some engines send a usage of zeros.
  const told = usage?.outputTokens ?? 0
  const outputTokens = told > 0 ? told : pieces > 0 ? pieces : null
  const writingMs = elapsedMs !== null && firstMs !== null ? elapsedMs - firstMs : 0
  const tokensPerSecond =
    outputTokens !== null && outputTokens > 1 && pieces > 1 && writingMs >= shortestMs
      ? ((outputTokens - 1) * 1000) / writingMs
      : null
  return {
    firstMs,
    totalMs: elapsedMs,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens,
    isEstimate: told <= 0,
    tokensPerSecond,
  }
}
