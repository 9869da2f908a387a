import type * as v from 'valibot'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { cutText } from '@/lib/serverText.ts'
import { excerptOf } from './answer.ts'

/** Where an answer and its schema part: for the operator's report to whoever looks after the server. */
export interface Mismatch {
  /** As `devices[3].bus_address`; absent when the answer as a whole is of the wrong type. */
  path?: string
  expected?: string
  received?: string
  excerpt?: string
}

/** @param text the whole answer, for the excerpt where the mismatch is at its top */
export function mismatch(issue: v.BaseIssue<unknown>, text: string): Mismatch {
  const path = pathText(issue.path ?? [])
  return {
    ...(path !== '' && { path }),
    expected: cutText(issue.expected ?? issue.message, 100),
    received: cutText(maskSecrets(issue.received), 100),
    excerpt: surroundings(issue, text),
  }
}

function pathText(items: readonly v.IssuePathItem[]): string {
  return items.reduce((path, { key }) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const name = String(key)
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${path}[${JSON.stringify(name)}]`
    return path === '' ? name : `${path}.${name}`
  }, '')
}

/** The row that the field is in is worth more than the first characters of a list of thousands. */
function surroundings(issue: v.BaseIssue<unknown>, text: string): string {
  const depth = issue.path?.length ?? 0
  const last = issue.path?.at(-1)
  if (!last || depth < 2) return excerptOf(text)
  // A list can be of any length: its one odd item is what matters.
  const shown = Array.isArray(last.input) ? issue.input : last.input
  return excerptOf(JSON.stringify(shown) ?? text)
}
