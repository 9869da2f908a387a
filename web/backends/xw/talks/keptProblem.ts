import { Problem } from '@/net/problem.ts'
import type { KeptProblem, Target } from './talk.ts'

/** A kept failure as the notices want it. */
export function problemOf({ operation, facts, at }: KeptProblem, { server, label }: Target): Problem {
  return new Problem({ kind: 'xw', id: server, label, baseUrl: '' }, operation, facts, at)
}
