import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { ConfigProblem } from './config.ts'
import { defaultStreams } from './connections.ts'
import { useProblemText } from './problemText.ts'
import { useFormat } from './useFormat.ts'

/** What is wrong with `config.json`, in words. */
export interface ConfigProblemText {
  readonly title: string
  readonly what: string
}

export function useConfigProblemText(): (problem: ConfigProblem) => ConfigProblemText {
  const t = useTranslations('config')
  const problemText = useProblemText()
  const format = useFormat()

  return useMemo(() => {
    const text = (code: ConfigProblem['code'], named: Partial<Named>): ConfigProblemText => {
      const values = { ...noNames, ...named }
      return { title: t(`titles.${code}`, values), what: t(`what.${code}`, values) }
    }
    return (problem) => {
      switch (problem.code) {
        case 'missing':
        case 'html':
        case 'no-list':
        case 'no-servers':
        case 'access':
          return text(problem.code, {})
        case 'streams':
          return text(problem.code, { used: String(defaultStreams) })
        case 'malformed':
          return text(problem.code, { excerpt: inSentence(problem.excerpt, 200) })
        case 'not-fetched': {
          const { title, what } = problemText(problem.problem)
          return text(problem.code, { problem: `${title}. ${what}` })
        }
        case 'entry':
          return text(problem.code, { index: problem.index + 1, field: inSentence(problem.field) })
        case 'unknown-kind':
          return text(problem.code, {
            name: inSentence(problem.name),
            kind: inSentence(problem.kind),
            known: format.list(problem.known),
          })
        case 'alike':
          return text(problem.code, {
            kind: problem.kind,
            first: inSentence(problem.first),
            second: inSentence(problem.second),
          })
        case 'needs':
        case 'user-id':
          return text(problem.code, { name: inSentence(problem.name) })
        case 'url':
          return text(problem.code, { name: inSentence(problem.name), url: inSentence(problem.url, 200) })
        default:
          // `one-only`: a new code would lack these names and not compile.
          return text(problem.code, {
            kind: problem.kind,
            used: inSentence(problem.used),
            name: inSentence(problem.name),
          })
      }
    }
  }, [t, problemText, format])
}

/** All that any of the sentences may name; each takes what it needs. */
const noNames = {
  name: '',
  kind: '',
  known: '',
  first: '',
  second: '',
  url: '',
  used: '',
  field: '',
  excerpt: '',
  problem: '',
  index: 0,
}
type Named = typeof noNames
