import * as v from 'valibot'
import { ClientIdSchema, OptionalNumber, OptionalText } from './fields.ts'
import { textOrNull, timeOrNull } from './values.ts'

/**
 * `model_download_progress`; newer servers only. `idle` is all that the server says when no download runs:
 * none was started, it is done, or it failed.
 */
export const DownloadProgressSchema = v.pipe(
  v.object({
    client_id: ClientIdSchema,
    model_name: OptionalText,
    downloaded_bytes: OptionalNumber,
    total_bytes: OptionalNumber,
    percentage: OptionalNumber,
    speed_bps: OptionalNumber,
    status: OptionalText,
    error: OptionalText,
    timestamp: OptionalText,
  }),
  v.transform((wire) => ({
    clientId: wire.client_id,
    idle:
      !wire.model_name &&
      wire.downloaded_bytes == null &&
      wire.total_bytes == null &&
      wire.percentage == null &&
      !wire.status &&
      !wire.error,
    modelName: textOrNull(wire.model_name),
    doneBytes: wire.downloaded_bytes ?? null,
    totalBytes: wire.total_bytes ?? null,
    percent: wire.percentage ?? null,
    /** Bytes per second, whatever the name of the field. */
    bytesPerSecond: wire.speed_bps ?? null,
    status: textOrNull(wire.status),
    error: textOrNull(wire.error),
    at: timeOrNull(wire.timestamp),
  })),
)
export type DownloadProgress = v.InferOutput<typeof DownloadProgressSchema>
export type DownloadProgressWire = v.InferInput<typeof DownloadProgressSchema>
