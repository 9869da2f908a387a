import type { NetworkFault } from '../mocks/faultProxy.ts'

/** What befalls a server in the matrix, with its name in the table. */
export const matrixFaults = {
  refuse: 'connections are refused',
  'hang-head': 'hangs before the answer',
  'hang-body': 'hangs within the answer',
  trickle: 'sends one byte a second',
  cut: 'drops the connection midway',
  'end-early': 'ends midway, in good order',
  'redirect-here': 'redirects to a sign-in page here',
  'redirect-away': 'redirects to a sign-in elsewhere',
  unauthorized: 'answers 401',
  forbidden: 'answers 403',
  'login-page': 'answers with a sign-in page',
  'bad-gateway': 'answers 502 with a page',
  garbled: 'answers garbled JSON',
  'other-server': 'another server answers',
  gzip: 'packs its answers (gzip)',
  bursts: 'a proxy buffers its streams',
  clock: 'its clock is ten minutes behind',
} as const satisfies Record<NetworkFault | 'clock', string>

export type MatrixFault = keyof typeof matrixFaults

export const isMatrixFault = (name: string): name is MatrixFault => Object.hasOwn(matrixFaults, name)

/** By no means a fault to what is not a stream, or to anything at all. */
export function isHarmless(fault: MatrixFault, area: string): boolean {
  if (fault === 'gzip' || fault === 'clock') return true
  return fault === 'bursts' && !['pull', 'start', 'logs'].includes(area)
}
