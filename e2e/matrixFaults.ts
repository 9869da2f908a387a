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

/** The parts of the console, in the order in which they are walked through. */
export const areaTitles = ['Fleet', 'Devices', 'Models', 'Pull', 'Start', 'Logs', 'Instances', 'Settings'] as const

export type AreaTitle = (typeof areaTitles)[number]

export type MatrixFault = keyof typeof matrixFaults

export const isMatrixFault = (name: string): name is MatrixFault => Object.hasOwn(matrixFaults, name)

/**
 * Where nothing tells of it, because it does no harm there or cannot be told there: what is no stream cannot be held
 * back, a quiet log is a log, and which server answers shows only when each is asked for its name.
 */
export function isQuiet(fault: MatrixFault, area: AreaTitle): boolean {
  switch (fault) {
    case 'gzip':
      return true
    case 'clock':
    case 'other-server':
      return area !== 'Settings' && !(fault === 'other-server' && area === 'Fleet')
    case 'bursts':
      return area !== 'Pull'
    case 'hang-body':
      return area === 'Logs'
    case 'trickle':
    case 'garbled':
      return area === 'Logs' || area === 'Start'
    default:
      return false
  }
}

/** What a quiet cell says. */
export function quietWords(fault: MatrixFault, area: AreaTitle): string {
  if (fault === 'other-server')
    return 'nothing here: the overview and the settings tell, once both were asked their names'
  if (fault === 'bursts' && ['Start', 'Logs'].includes(area)) return 'what is new comes all at once, every now and then'
  if (fault === 'trickle' && area === 'Start') return 'its steps come late'
  if (fault === 'hang-body' || fault === 'trickle') return 'nothing: a log may be silent'
  return 'nothing: all works'
}
