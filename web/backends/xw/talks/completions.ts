import { create } from 'zustand'
import type { ParameterTexts } from '../schema/chatParameters.ts'
import { type AskedTarget, completeText } from './answering.ts'
import { type Answer, targetKey } from './talk.ts'

interface Completions {
  readonly prompt: string
  readonly parameters: ParameterTexts
  /** The last answer of each instance, by `targetKey`. */
  readonly answers: Readonly<Record<string, Answer>>
}

/** The text that instances go on with, and how they did; kept for as long as the console is open in this tab. */
export const useCompletions = create<Completions>(() => ({ prompt: '', parameters: {}, answers: {} }))

export function complete(asked: AskedTarget): void {
  const { prompt, parameters } = useCompletions.getState()
  const key = targetKey(asked.target)
  completeText(prompt, parameters, asked, (answer) =>
    useCompletions.setState(({ answers }) => ({ answers: { ...answers, [key]: answer } })),
  )
}
