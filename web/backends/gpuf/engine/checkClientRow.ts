import * as v from 'valibot'
import { mismatch, type Mismatch } from '@/net/schemaMismatch.ts'
import { ClientSchema, type Client } from '../schema/client.ts'

/** What the schema says of one row of the list; a mismatch is told as if the whole answer had been checked. */
export function checkClientRow(
  row: unknown,
  index: number,
): { readonly client: Client } | { readonly mismatch: Mismatch } {
  const checked = v.safeParse(ClientSchema, row, { abortEarly: true })
  if (checked.success) return { client: checked.output }
  const [issue] = checked.issues
  const devices: unknown[] = []
  const path: [v.IssuePathItem, ...v.IssuePathItem[]] = [
    { type: 'object', origin: 'value', input: {}, key: 'data', value: {} },
    { type: 'object', origin: 'value', input: {}, key: 'devices', value: devices },
    { type: 'array', origin: 'value', input: devices, key: index, value: row },
    ...(issue.path ?? []),
  ]
  return { mismatch: mismatch({ ...issue, path }, '') }
}
