import { fileName, saveFile } from '@/lib/saveFile.ts'
import { CSV_MARK, csvLine } from '@/lib/csv.ts'
import type { Point } from '../../schema/points.ts'

/** One line a row, with the register's own column names; numbers without grouping. */
export function pointsCsv(points: readonly Point[]): string {
  const head = [
    'date',
    'client_id',
    'client_name',
    'device_name',
    'device_id',
    'device_index',
    'total_heartbeats',
    'points',
  ]
  const lines = points.map((point) =>
    csvLine([
      point.date,
      point.clientId,
      point.clientName,
      point.deviceName,
      point.deviceId,
      point.deviceIndex,
      point.heartbeats,
      point.points,
    ]),
  )
  return CSV_MARK + csvLine(head) + lines.join('')
}

export function savePointsCsv(points: readonly Point[], page: number): void {
  saveFile(
    new Blob([pointsCsv(points)], { type: 'text/csv;charset=utf-8' }),
    fileName(['points', `page-${page}`], 'csv'),
  )
}
