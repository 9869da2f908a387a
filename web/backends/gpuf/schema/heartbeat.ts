import * as v from 'valibot'
import { ClientIdSchema, MomentSchema, OptionalNumber, OptionalText, listOf } from './fields.ts'
import { textOrNull } from './values.ts'

export const HeartbeatSchema = v.pipe(
  v.object({
    client_id: ClientIdSchema,
    client_name: OptionalText,
    timestamp: MomentSchema,
    cpu_usage: OptionalNumber,
    mem_usage: OptionalNumber,
    disk_usage: OptionalNumber,
    network_up: OptionalNumber,
    network_down: OptionalNumber,
  }),
  v.transform((wire) => ({
    clientId: wire.client_id,
    clientName: textOrNull(wire.client_name),
    at: wire.timestamp,
    cpu: wire.cpu_usage ?? null,
    memory: wire.mem_usage ?? null,
    disk: wire.disk_usage ?? null,
    /** Bytes since the client's previous heartbeat, not a rate. */
    upBytes: wire.network_up ?? null,
    downBytes: wire.network_down ?? null,
  })),
)
export type Heartbeat = v.InferOutput<typeof HeartbeatSchema>
export type HeartbeatWire = v.InferInput<typeof HeartbeatSchema>

/** `client_health`, oldest first, though the server sends the newest first and now and then one out of order. */
export const HeartbeatsSchema = v.pipe(
  listOf(HeartbeatSchema),
  v.transform((rows) => rows.sort((a, b) => a.at - b.at)),
)
export type HeartbeatsWire = v.InferInput<typeof HeartbeatsSchema>
