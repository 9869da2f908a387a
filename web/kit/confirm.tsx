import { useState } from 'react'
import type { ReactNode } from 'react'
import { create } from 'zustand'
import type { AlertDialog } from '@/ui/AlertDialog.tsx'

export interface Question {
  readonly title: string
  readonly body?: ReactNode
  /** What will stop or be lost, one line each. */
  readonly consequences?: readonly string[]
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly tone?: 'danger' | 'default'
}

interface Asked {
  readonly question: Question
  readonly Dialog: typeof AlertDialog
  readonly answer: (isConfirmed: boolean) => void
}

const useAsked = create<{ readonly asked: Asked | null }>(() => ({ asked: null }))

/** A question asked while another one is open answers that one with no: nobody confirms what is no longer seen. */
async function confirm(question: Question): Promise<boolean> {
  useAsked.getState().asked?.answer(false)
  const Dialog = await loadDialog()
  // The dialog's code is gone, as after an update of the console: what may do harm still asks first.
  if (Dialog === undefined) return window.confirm([question.title, ...(question.consequences ?? [])].join('\n\n'))
  useAsked.getState().asked?.answer(false)
  return new Promise((resolve) => {
    const answer = (isConfirmed: boolean) => {
      useAsked.setState((state) => (state.asked?.answer === answer ? { asked: null } : state))
      resolve(isConfirmed)
    }
    useAsked.setState({ asked: { question, Dialog, answer } })
  })
}

/** Few pages ask anything when they are first shown, and the dialog brings a library with it. */
async function loadDialog(): Promise<typeof AlertDialog | undefined> {
  try {
    return (await import('@/ui/AlertDialog.tsx')).AlertDialog
  } catch {
    return undefined
  }
}

/** Asks before something is stopped or lost. Resolves to false on Escape, on Cancel, and when another question comes. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  return confirm
}

/** Where questions are asked; mounted once. The focus goes back to where it was. */
export function ConfirmHost() {
  const asked = useAsked((state) => state.asked)
  // What was asked stays in view while the dialog fades.
  const [shown, setShown] = useState(asked)
  if (asked && asked !== shown) setShown(asked)
  if (!shown) return null
  return (
    <shown.Dialog
      {...shown.question}
      open={asked !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) asked?.answer(false)
      }}
      onConfirm={() => asked?.answer(true)}
    />
  )
}
