import * as v from 'valibot'

/** `client_stat`: the server's own sums over the fleet. */
export const StatSchema = v.pipe(
  v.object({
    systems_total_number: v.number(),
    systems_online_number: v.number(),
    systems_maintenance_number: v.number(),
    systems_warnings_number: v.number(),
    total_tflops: v.number(),
    uptime_rate: v.number(),
  }),
  v.transform((wire) => ({
    total: wire.systems_total_number,
    /** A heartbeat in the last two minutes, which each late beat misses for a moment. */
    online: wire.systems_online_number,
    maintenance: wire.systems_maintenance_number,
    /** Always 0 on some servers. */
    warnings: wire.systems_warnings_number,
    tflops: wire.total_tflops,
    /** Percent, of yesterday (UTC); can exceed 100. */
    uptimeRate: wire.uptime_rate,
  })),
)
export type Stat = v.InferOutput<typeof StatSchema>
export type StatWire = v.InferInput<typeof StatSchema>
