import * as v from 'valibot'
import { optionalText, optionalTime } from './wire.ts'

/** `GET /api/health`. Documented words: `healthy`, `degraded`, `unhealthy`; others are kept as they came. */
export const HealthSchema = v.object({ status: v.string(), message: optionalText })
export type Health = v.InferOutput<typeof HealthSchema>
export type HealthWire = v.InferInput<typeof HealthSchema>

/** `GET /api/version`. */
export const VersionSchema = v.pipe(
  v.object({ version: v.string(), build_time: optionalTime, git_commit: optionalText }),
  v.transform((wire) => ({
    version: wire.version,
    /** `build_time` is really when the process started: a changed value means that the server restarted. */
    startedAt: wire.build_time,
    gitCommit: wire.git_commit,
  })),
)
export type Version = v.InferOutput<typeof VersionSchema>
export type VersionWire = v.InferInput<typeof VersionSchema>
