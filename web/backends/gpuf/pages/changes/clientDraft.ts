import type { Client } from '../../schema/client.ts'
import type { EditField } from '../../bulk/bulkPlan.ts'

export type DraftField = Exclude<EditField, 'validStatus'>
export const DRAFT_FIELDS = ['name', 'status', 'os'] as const satisfies readonly DraftField[]

export type DraftValues = Readonly<Record<DraftField, string>>

export function draftValues({ name, status, os }: Pick<Client, 'name' | 'status' | 'os'>): DraftValues {
  return { name, status, os: os ?? '' }
}

/** What an operator types over values that others may change meanwhile. */
export interface ClientDraft {
  /** As it was when the editing began, or as the operator last agreed to. */
  readonly base: DraftValues
  /** Only fields that were touched. */
  readonly typed: Partial<DraftValues>
}

export interface FieldConflict {
  readonly field: DraftField
  readonly was: string
  readonly now: string
  readonly mine: string
}

export function shownValue({ typed }: ClientDraft, current: DraftValues, field: DraftField): string {
  return typed[field] ?? current[field]
}

/** The draft with a field typed over; typed back to what the server says, it is as if it had not been touched. */
export function typeOver(draft: ClientDraft, current: DraftValues, field: DraftField, value: string): ClientDraft {
  const { [field]: _before, ...typed } = draft.typed
  return { ...draft, typed: value === current[field] ? typed : { ...typed, [field]: value } }
}

/** Fields that were changed on both sides, differently: only the operator can say which counts. */
export function conflictsOf({ base, typed }: ClientDraft, current: DraftValues): readonly FieldConflict[] {
  return DRAFT_FIELDS.flatMap((field): FieldConflict[] => {
    const mine = typed[field]
    if (mine === undefined || current[field] === base[field] || current[field] === mine) return []
    return [{ field, was: base[field], now: current[field], mine }]
  })
}

/** Fields that changed on the server and that nobody has typed over: they follow, and that is said. */
export function followedOf({ base, typed }: ClientDraft, current: DraftValues): readonly DraftField[] {
  return DRAFT_FIELDS.filter((field) => current[field] !== base[field] && typed[field] === undefined)
}

export function keepMine(draft: ClientDraft, { field, now }: FieldConflict): ClientDraft {
  return { ...draft, base: { ...draft.base, [field]: now } }
}

export function takeTheirs(draft: ClientDraft, { field, now }: FieldConflict): ClientDraft {
  const { [field]: _mine, ...typed } = draft.typed
  return { base: { ...draft.base, [field]: now }, typed }
}

/** What would be sent: only what differs from the server's own. */
export function changesOf({ typed }: ClientDraft, current: DraftValues): Partial<DraftValues> {
  return Object.fromEntries(
    DRAFT_FIELDS.flatMap((field) => {
      const mine = typed[field]?.trim()
      return mine === undefined || mine === current[field] ? [] : [[field, mine] as const]
    }),
  )
}
