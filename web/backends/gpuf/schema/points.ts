import * as v from 'valibot'
import { ClientIdSchema, OptionalNumber, OptionalText, listOf } from './fields.ts'
import { textOrNull } from './values.ts'

const PointSchema = v.pipe(
  v.object({
    client_id: ClientIdSchema,
    client_name: OptionalText,
    date: OptionalText,
    total_heartbeats: OptionalNumber,
    device_name: OptionalText,
    device_id: v.nullish(v.union([v.number(), v.string()])),
    device_index: OptionalNumber,
    points: v.number(),
  }),
  v.transform((wire) => ({
    clientId: wire.client_id,
    clientName: textOrNull(wire.client_name),
    date: textOrNull(wire.date),
    heartbeats: wire.total_heartbeats ?? null,
    deviceName: textOrNull(wire.device_name),
    deviceId: wire.device_id == null ? null : String(wire.device_id),
    deviceIndex: wire.device_index ?? null,
    points: wire.points,
  })),
)
export type Point = v.InferOutput<typeof PointSchema>

/** One page of `points`, in the server's order; newer servers only. */
export const PointsPageSchema = v.pipe(
  v.object({
    points: listOf(PointSchema),
    total_points: v.number(),
    total_count: v.number(),
    page: v.number(),
    page_size: v.number(),
  }),
  v.transform((wire) => ({
    points: wire.points,
    totalPoints: wire.total_points,
    totalCount: wire.total_count,
    page: wire.page,
    pageSize: wire.page_size,
  })),
)
export type PointsPage = v.InferOutput<typeof PointsPageSchema>
export type PointsPageWire = v.InferInput<typeof PointsPageSchema>
