import type { ReactNode } from 'react'
import type { ConfigProblem } from '@/kit/config.ts'
import { useConfigProblemText } from '@/kit/configProblemText.ts'

/** What is wrong with `config.json`, entry by entry. */
export function ConfigProblems({ problems }: { readonly problems: readonly ConfigProblem[] }): ReactNode {
  const configProblemText = useConfigProblemText()
  return (
    <ul className="space-y-2 text-sm">
      {[...problems.entries()].map(([place, problem]) => {
        const { title, what } = configProblemText(problem)
        return (
          // Problems have no identity but their place in the file.
          <li key={place} className="wrap-anywhere">
            <span className="block font-medium text-ink">{title}</span>
            <span className="block text-ink-2">{what}</span>
          </li>
        )
      })}
    </ul>
  )
}
