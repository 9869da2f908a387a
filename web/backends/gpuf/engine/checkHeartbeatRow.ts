import * as v from 'valibot'
import { mismatch, type Mismatch } from '@/net/schemaMismatch.ts'
import { HeartbeatSchema, type Heartbeat } from '../schema/heartbeat.ts'

/** What the schema says of one row of the answer; a mismatch is told as if the whole answer had been checked. */
export function checkHeartbeatRow(
  row: unknown,
  index: number,
): { readonly heartbeat: Heartbeat } | { readonly mismatch: Mismatch } {
  const checked = v.safeParse(HeartbeatSchema, row, { abortEarly: true })
  if (checked.success) return { heartbeat: checked.output }
  const [issue] = checked.issues
  const list: unknown[] = []
  const data = { type: 'object', origin: 'value', input: {}, key: 'data', value: list } as const
  const item = { type: 'array', origin: 'value', input: list, key: index, value: row } as const
  return { mismatch: mismatch({ ...issue, path: [data, item, ...(issue.path ?? [])] }, '') }
}
