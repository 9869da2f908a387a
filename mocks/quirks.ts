/** What servers in the field do that their documentation does not say. Each can be switched off by name. */
export const QUIRKS = {
  randomListOrder: { on: true, what: 'xw and gpuf-s lists come in another order at every call' },
  defaultEngineWanders: { on: true, what: 'default_engine differs from one call to the next' },
  deviceTypeIgnored: { on: true, what: 'models/list ignores its device_type filter' },
  unhealthyWhileLoading: { on: true, what: 'an instance that still loads is reported "unhealthy"' },
  stopShowsError: { on: true, what: 'a stopped instance is reported "error", container exited with code 137' },
  slowInstanceProbe: { on: true, what: 'listing instances waits up to 1 s for each one that does not answer' },
  engineFailedEmptyList: {
    on: false,
    what: 'the container engine is broken: the list of instances is empty, with 200',
  },
  logForgets: {
    on: false,
    what: 'a log has only its newest lines when it is read again: its history was rotated away',
  },
  logBusy: {
    on: false,
    what: 'instances that work write a line to their logs every 2 s instead of every 20 s',
  },
  logRubbish: {
    on: false,
    what: 'logs have a 5 MB line, bytes that are no text, storms of carriage returns and cursor movements',
  },
  startJsonRefused: { on: true, what: 'runtime/start without the event stream answers "model path is required"' },
  runMissing: { on: true, what: 'POST /api/run answers 404' },
  unescapedErrors: { on: true, what: 'the text of a pull’s error event is not escaped: its data may be invalid JSON' },
  resumedBytesCount: { on: true, what: 'a resumed pull’s speed and ETA count what was on disk before: far too good' },
  bareFileNames: { on: true, what: 'a progress event now and then carries a file name only' },
  documentedProgress: { on: false, what: 'progress in the documented form, "Downloading [file]: 15% | 1.5GB/10GB"' },
  percentDrops: { on: true, what: 'an attempt that fails drops the unfinished file, and the percentage with it' },
  splitChunks: { on: true, what: 'bytes of streams arrive split anywhere, inside a character too' },
  lockOutlives: { on: true, what: 'the lock of a broken-off pull lives on for two seconds' },
  checksumMissing: { on: true, what: 'packages come with an empty sha256: the server does not verify them' },
  dateFormIgnored: {
    on: true,
    what: 'client_health and points ignore YYYY-MM-DD; only the long form filters, its end excluded',
  },
  clientFilterFails: { on: true, what: 'client_health and client_monitor with a client_id answer 500' },
  editUnknownSucceeds: { on: true, what: 'editing a client that does not exist answers success' },
  everyThirdEditRefused: { on: false, what: 'of the edits that would be taken, every third is refused' },
  editRefusedInside200: { on: true, what: 'a refused edit answers 200 with success:false' },
  insertIgnoresOs: { on: true, what: 'insert_client ignores os_type' },
  detailKnowsUnlisted: {
    on: true,
    what: 'client_device_detail tells of clients that no list has: invalid ones, and those of another user',
  },
  insertHidesRefusal: {
    on: true,
    what: 'insert_client answers success even when its database refused (ids that end in dead)',
  },
  statusOverwritten: { on: true, what: 'each heartbeat sets the status back to online' },
  staleAfterWrite: { on: true, what: 'reads stay as they were for some seconds after a write' },
  healthOfPresence: { on: true, what: 'health averages today’s partial day in; the detail call scales it down again' },
  powerWraps: { on: true, what: 'power_usage fits a byte and wraps at 256' },
  memsizeInGb: { on: true, what: 'some agents send device_memsize in GB instead of MB' },
  mixedCaseIds: { on: true, what: 'some client ids come in upper case' },
  warningsAlwaysZero: { on: true, what: 'systems_warnings_number is always 0' },
  nullActiveBreaksList: { on: true, what: 'a fleet model with is_active null breaks models/get with 500' },
  newerEndpoints: { on: true, what: 'points and model_download_progress exist (off: 404)' },
} as const satisfies Record<string, { on: boolean; what: string }>

export type QuirkName = keyof typeof QUIRKS

export type Quirks = Record<QuirkName, boolean>

export function isQuirk(name: string): name is QuirkName {
  return Object.hasOwn(QUIRKS, name)
}

export const quirkNames: readonly QuirkName[] = Object.keys(QUIRKS).filter(isQuirk)

/**
 * The quirks as in the field, changed by what is asked for.
 * `'none'` switches all off, `'-percentDrops,documentedProgress'` one off and one on.
 */
export function quirksOf(change: string | Partial<Quirks> = {}): Quirks {
  const words = typeof change === 'string' ? change.split(',').map((word) => word.trim()) : []
  const allOff = words.includes('none')
  const quirks = {} as Quirks
  for (const name of quirkNames) {
    const asked = typeof change === 'string' ? undefined : change[name]
    quirks[name] = asked ?? (!allOff && QUIRKS[name].on)
  }
  for (const word of words) {
    const name = word.replace(/^[-+]/, '')
    if (isQuirk(name)) quirks[name] = !word.startsWith('-')
  }
  return quirks
}
