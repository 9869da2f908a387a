import type { TabPresence } from '@/kit/tabPresence.ts'
import { currentStep, type ServerUpdate } from './updateRun.ts'

/** Another tab has the server while `work` would change it: then it fails, and says so, before anything is asked. */
export async function claimedUpdate(
  presence: Pick<TabPresence, 'claim' | 'release'>,
  from: ServerUpdate,
  work: () => Promise<ServerUpdate>,
): Promise<ServerUpdate> {
  const name = `update/${from.server}`
  if (!(await presence.claim(name))) return takenElsewhere(from)
  try {
    return await work()
  } finally {
    presence.release(name)
  }
}

function takenElsewhere(from: ServerUpdate): ServerUpdate {
  const step = currentStep(from) ?? 'check'
  const failed = { kind: 'failed', why: 'elsewhere', problem: null, words: null } as const
  return { ...from, phase: 'failed', steps: { ...from.steps, [step]: failed } }
}
