import { expect, test } from 'vitest'
import { pointsCsv } from './savePointsCsv.ts'

test('points as a file: the register’s own names, names that a spreadsheet would run made harmless', () => {
  const text = pointsCsv([
    {
      clientId: 'f'.repeat(32),
      clientName: '=cmd|1',
      date: '2026-11-20',
      heartbeats: 720,
      deviceName: 'A, "B"',
      deviceId: '9',
      deviceIndex: 0,
      points: 1234.5,
    },
  ])
  const [head, row] = text.split('\r\n')
  expect(head).toBe('\uFEFFdate,client_id,client_name,device_name,device_id,device_index,total_heartbeats,points')
  expect(row).toBe(`2026-11-20,${'f'.repeat(32)},'=cmd|1,"A, ""B""",9,0,720,1234.5`)
})
