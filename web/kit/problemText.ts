import { useMemo } from 'react'
import { useMessages, useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { isUnreachable, needsSignIn } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import { useFormat } from './useFormat.ts'

/** A problem as it is told: the six kinds, by what the operator can do about them. */
export type ProblemCase =
  | 'offline'
  | 'unreachable'
  | 'read-only'
  | 'no-connection'
  | 'another-server'
  | 'timeout'
  | 'abort'
  | 'sign-in'
  /** A proxy answers that it cannot reach the server. */
  | 'gateway'
  | 'failed'
  | 'refused'
  | 'empty'
  | 'html'
  | 'cut'
  | 'not-json'
  | 'schema'
  | 'not-a-stream'
  | 'dropped'
  | 'ended-early'
  | 'silent'

export function caseOf(problem: Problem): ProblemCase {
  const { facts } = problem
  if (needsSignIn(problem)) return 'sign-in'
  if (facts.kind === 'timeout' || facts.kind === 'abort') return facts.kind
  if (facts.kind === 'response') return facts.reason === 'redirect' ? 'sign-in' : facts.reason
  if (facts.kind !== 'server') return facts.reason
  if (isUnreachable(problem)) return 'gateway'
  return facts.status >= 500 ? 'failed' : 'refused'
}

/** A problem in words. Everything of a server's in it is plain and short, except `words`. */
export interface ProblemText {
  /** Names the server and what was being done. */
  readonly title: string
  readonly what: string
  readonly tries: readonly string[]
  /** What the server itself said: untrusted, any length; draw it with `ServerText`. */
  readonly words: string | null
}

export function useProblemText(): (problem: Problem) => ProblemText {
  const t = useTranslations('problem')
  const format = useFormat()
  const { operations, codes } = useMessages().problem

  return useMemo(() => {
    const nameOf = (operation: string) => own(operations, operation.replace('.', '_')) ?? operation

    const whatOf = (problem: Problem, is: ProblemCase): string => {
      const { facts } = problem
      if (facts.kind === 'server') {
        const { status, code } = facts
        if (code !== undefined && isKey(codes, code)) return t(`codes.${code}`, { status: String(status) })
        return is === 'refused' && status < 400 ? t('what.refused-inside') : t(`what.${is}`, more({ status }))
      }
      if (facts.kind !== 'response') return t(`what.${is}`, more('expected' in facts ? facts : {}))
      const { status, path, expected, received } = facts
      if (is === 'schema' && (path === undefined || expected === undefined)) return t('what.schema-unknown')
      return t(`what.${is}`, more({ status, path, expected, received }))
    }

    return (problem: Problem): ProblemText => {
      const is = caseOf(problem)
      const { facts } = problem
      return {
        title: t(`titles.${is}`, {
          server: inSentence(problem.server.label),
          operation: nameOf(problem.operation),
          after: format.duration(facts.kind === 'timeout' ? facts.afterMs : null),
          received: inSentence(('received' in facts && facts.received) || ''),
        }),
        what: whatOf(problem, is),
        tries: t(`tries.${is}`).split('\n'),
        words: facts.kind === 'server' ? (facts.words ?? null) : null,
      }
    }
  }, [t, format, operations, codes])
}

interface Asked {
  readonly status?: number | undefined
  readonly path?: string | undefined
  readonly expected?: string | undefined
  readonly received?: string | undefined
}

/** All that any of the sentences may name; each takes what it needs. */
function more({ status, path, expected, received }: Asked) {
  return {
    status: status === undefined ? '–' : String(status),
    path: inSentence(path ?? '–'),
    expected: inSentence(expected ?? '–'),
    received: inSentence(received ?? '–'),
  }
}

function isKey<T extends object>(catalog: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(catalog, key)
}

function own(catalog: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(catalog, key) ? catalog[key] : undefined
}
