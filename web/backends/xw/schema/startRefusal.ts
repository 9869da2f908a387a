import { readRefusal } from './error.ts'

/** Why a start came to nothing, as far as the server's words tell: the wire has nothing else. */
export const startRefusals = [
  /** An instance of this alias exists and does not run: remove it, then start. */
  'exists',
  'running',
  'alias-is-model',
  'no-free-chips',
  'chip-out-of-range',
  /** The five minutes of a start were over while the image was being downloaded: the next one goes on from there. */
  'ran-out-of-time',
  'model-unknown',
  'model-not-downloaded',
  'model-locked',
  'engine-unsupported',
  'container-engine',
  'port-taken',
  'disk-full',
  'other',
] as const
export type StartRefusal = (typeof startRefusals)[number]

/** What to do about it. */
export type StartRemedy = 'remove-and-start' | 'change-alias' | 'change-chips' | 'start-again' | 'pull' | 'look'

export interface ReadStartRefusal {
  readonly kind: StartRefusal
  /** What the words name: `instance`, `alias`, `requested`, `available`, `index`, `model`. */
  readonly facts: Readonly<Record<string, string>>
}

const byCode: Readonly<Record<string, StartRefusal>> = {
  'instance-exists': 'exists',
  'alias-running': 'running',
  'alias-conflicts': 'alias-is-model',
  'no-free-devices': 'no-free-chips',
  'device-out-of-range': 'chip-out-of-range',
  'start-cancelled': 'ran-out-of-time',
  'model-not-found': 'model-unknown',
  locked: 'model-locked',
}

const byWords: readonly (readonly [StartRefusal, RegExp])[] = [
  ['ran-out-of-time', /context deadline exceeded|operation timed out/i],
  ['model-not-downloaded', /model \S+ (?:is )?not downloaded|model path .*(?:does not exist|not found|is required)/i],
  ['disk-full', /no space left on device/i],
  ['port-taken', /port is already allocated|address already in use/i],
  [
    'engine-unsupported',
    /(?:deployment mode|backend|engine)\b.{0,80}\b(?:not supported|unsupported|not available|not found)/i,
  ],
  [
    'container-engine',
    /cannot connect to the docker daemon|docker(?: daemon)? is not running|failed to install docker|no container engine/i,
  ],
]

/** Reads the words of a start's refusal, from an error event of the stream or from an answer's body. */
export function readStartRefusal(words: string): ReadStartRefusal {
  const { code, facts = {} } = readRefusal(words)
  const coded = code === undefined ? undefined : byCode[code]
  if (coded !== undefined) return { kind: coded, facts }
  const text = words.slice(0, 4_000)
  return { kind: byWords.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other', facts }
}

export const remedyOf = {
  exists: 'remove-and-start',
  running: 'change-alias',
  'alias-is-model': 'change-alias',
  'no-free-chips': 'change-chips',
  'chip-out-of-range': 'change-chips',
  'ran-out-of-time': 'start-again',
  'model-unknown': 'look',
  'model-not-downloaded': 'pull',
  'model-locked': 'start-again',
  'engine-unsupported': 'look',
  'container-engine': 'look',
  'port-taken': 'start-again',
  'disk-full': 'look',
  other: 'look',
} as const satisfies Record<StartRefusal, StartRemedy>
