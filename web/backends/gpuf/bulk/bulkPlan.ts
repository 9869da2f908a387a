import type { Client, ClientStatus, ValidStatus } from '../schema/client.ts'
import { nameFault, type NameFault } from '../schema/newClient.ts'

export type NameChange =
  | { readonly how: 'prefix' | 'suffix'; readonly text: string }
  /** Every occurrence, as it is written. */
  | { readonly how: 'replace'; readonly find: string; readonly by: string }

/** What is to be done to many clients; what is left out stays as it is. */
export interface BulkChange {
  readonly status?: ClientStatus
  readonly os?: string
  readonly name?: NameChange
  readonly validStatus?: ValidStatus
}

/** Values of one client, as they were or as they will be. An OS that nobody named is "". */
export interface EditValues {
  readonly name?: string
  readonly status?: string
  readonly os?: string
  readonly validStatus?: ValidStatus
}
export type EditField = keyof EditValues
export const EDIT_FIELDS = ['name', 'status', 'os', 'validStatus'] as const satisfies readonly EditField[]

export interface PlannedEdit {
  readonly clientId: string
  /** What it was called when this was planned. */
  readonly name: string
  readonly from: EditValues
  /** Only what changes. */
  readonly to: EditValues
}

export interface BulkPlan {
  readonly edits: readonly PlannedEdit[]
  /** Clients that are as they are wanted already. */
  readonly unchanged: number
  /** Clients whose name the register would not take. */
  readonly impossible: readonly {
    readonly clientId: string
    readonly name: string
    readonly fault: NameFault
  }[]
}

/** What an edit of all these clients would send. Those listed are valid: no list has another. */
export function planEdits(clients: readonly Client[], change: BulkChange): BulkPlan {
  const edits: PlannedEdit[] = []
  const impossible: { clientId: string; name: string; fault: NameFault }[] = []
  let unchanged = 0
  for (const client of clients) {
    const before: Required<EditValues> = {
      name: client.name,
      status: client.status,
      os: client.os ?? '',
      validStatus: 'valid',
    }
    const name = change.name && renamed(client.name, change.name)
    const wanted: EditValues = {
      ...(name === undefined ? {} : { name }),
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.os === undefined ? {} : { os: change.os.trim() }),
      ...(change.validStatus === undefined ? {} : { validStatus: change.validStatus }),
    }
    const fields = EDIT_FIELDS.filter((field) => wanted[field] !== undefined && wanted[field] !== before[field])
    const fault = fields.includes('name') ? nameFault(name ?? '') : null
    if (fault !== null) impossible.push({ clientId: client.id, name: client.name, fault })
    else if (fields.length === 0) unchanged += 1
    else {
      edits.push({
        clientId: client.id,
        name: client.name,
        from: pickValues(before, fields),
        to: pickValues(wanted, fields),
      })
    }
  }
  return { edits, unchanged, impossible }
}

/** For clients that no list has: what they are called is what was remembered. */
export function planRevalidation(clients: readonly { readonly id: string; readonly name: string }[]): BulkPlan {
  return {
    edits: clients.map(({ id, name }) => ({
      clientId: id,
      name,
      from: { validStatus: 'invalid' },
      to: { validStatus: 'valid' },
    })),
    unchanged: 0,
    impossible: [],
  }
}

function renamed(name: string, change: NameChange): string {
  switch (change.how) {
    case 'prefix':
      return `${change.text}${name}`.trim()
    case 'suffix':
      return `${name}${change.text}`.trim()
    case 'replace':
      return change.find === '' ? name : name.replaceAll(change.find, () => change.by).trim()
  }
}

export function pickValues(values: EditValues, fields: readonly EditField[]): EditValues {
  return Object.fromEntries(fields.map((field) => [field, values[field]]))
}

/** A line of the preview: one field of one client. */
export interface PreviewLine {
  readonly key: string
  readonly clientId: string
  readonly name: string
  readonly field: EditField
  readonly from: string
  readonly to: string
}

export function previewLines(edits: readonly PlannedEdit[]): readonly PreviewLine[] {
  return edits.flatMap(({ clientId, name, from, to }) =>
    EDIT_FIELDS.flatMap((field): PreviewLine[] => {
      const after = to[field]
      if (after === undefined) return []
      return [{ key: `${clientId} ${field}`, clientId, name, field, from: from[field] ?? '', to: after }]
    }),
  )
}
