import { create } from 'zustand'

/** What was typed and not sent, by conversation: leaving the page takes nothing away. */
export const useDrafts = create<{ readonly prompts: Readonly<Record<string, string>> }>(() => ({ prompts: {} }))

export function setDraft(talkId: string, prompt: string): void {
  useDrafts.setState(({ prompts: { [talkId]: _before, ...prompts } }) => ({
    prompts: prompt === '' ? prompts : { ...prompts, [talkId]: prompt },
  }))
}
