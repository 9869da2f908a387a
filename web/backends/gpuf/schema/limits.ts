import * as v from 'valibot'
import type { Gpu } from './client.ts'

/** What is known of a GPU at one moment: °C, percent, percent, W. */
export const GPU_METRICS = ['temperature', 'usage', 'memory', 'power'] as const
export type GpuMetric = (typeof GPU_METRICS)[number]

/** Above which value something is said; null for never. */
export interface Limit {
  readonly warn: number | null
  readonly bad: number | null
}
export type Limits = Readonly<Record<GpuMetric, Limit>>

/** The highest limit that can be meant; no GPU goes beyond. */
export const LIMIT_AT_MOST = { temperature: 200, usage: 100, memory: 100, power: 5000 } as const satisfies Record<
  GpuMetric,
  number
>

export const NO_LIMIT: Limit = { warn: null, bad: null }

const LimitSchema = (metric: GpuMetric) => {
  const value = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(LIMIT_AT_MOST[metric])))
  return v.pipe(
    v.object({ warn: value, bad: value }),
    v.check(({ warn, bad }) => warn === null || bad === null || warn < bad),
  )
}

export const LimitsSchema = v.object({
  temperature: LimitSchema('temperature'),
  usage: LimitSchema('usage'),
  memory: LimitSchema('memory'),
  power: LimitSchema('power'),
})

/** What GPUs of one kind are known by: their name, in any case and spacing. Empty for GPUs without one. */
export function deviceClass(name: string | null): string {
  return (name ?? '').trim().replace(/\s+/g, ' ').toLowerCase().slice(0, 200)
}

interface Preset {
  readonly of: RegExp
  readonly temperature: Limit
  /** W that a board of this kind is made for; null where the name does not tell the board. */
  readonly boardPower: number | null
}

const ASCEND: Limit = { warn: 85, bad: 95 }
const METAX: Limit = { warn: 85, bad: 95 }
const NVIDIA: Limit = { warn: 83, bad: 90 }

/** The first that fits counts, the more exact ones come first. */
const PRESETS: readonly Preset[] = [
  { of: /\b910b/, temperature: ASCEND, boardPower: 400 },
  { of: /\b910c/, temperature: ASCEND, boardPower: 400 },
  { of: /\b310p/, temperature: ASCEND, boardPower: 72 },
  { of: /ascend|\b910|\b310/, temperature: ASCEND, boardPower: null },
  { of: /\bc550/, temperature: METAX, boardPower: 450 },
  { of: /\bc500/, temperature: METAX, boardPower: 350 },
  { of: /metax|\bmxc/, temperature: METAX, boardPower: null },
  { of: /\b[ah]800|\ba100|\bh20\b/, temperature: NVIDIA, boardPower: 400 },
  { of: /\bh100|\bh200/, temperature: NVIDIA, boardPower: 700 },
  { of: /\bl40/, temperature: NVIDIA, boardPower: 350 },
  { of: /\b4090/, temperature: NVIDIA, boardPower: 450 },
  { of: /nvidia|geforce|tesla|\brtx/, temperature: NVIDIA, boardPower: null },
]

/** The watts by which a board may exceed what it is made for before somebody should look, as a share of it. */
const POWER_MARGIN = 0.1

/**
 * The console's own limits of GPUs of a class, until an operator sets others. Use and memory have none: a GPU that
 * is fully used does what it was bought for.
 */
export function defaultLimits(device: string): Limits {
  const preset = PRESETS.find(({ of }) => of.test(device))
  const watts = preset?.boardPower ?? null
  return {
    temperature: preset?.temperature ?? { warn: 85, bad: 95 },
    usage: NO_LIMIT,
    memory: NO_LIMIT,
    power: watts === null ? NO_LIMIT : { warn: watts, bad: Math.round(watts * (1 + POWER_MARGIN)) },
  }
}

/** The end of a bar for these values: beyond the highest limit, so that what exceeds it can be seen to. */
export function scaleEnd(metric: GpuMetric, limits: Limits): number {
  if (metric === 'usage' || metric === 'memory') return 100
  const { warn, bad } = limits[metric]
  const highest = Math.max(warn ?? 0, bad ?? 0)
  if (highest === 0) return metric === 'temperature' ? 110 : 700
  return Math.ceil((highest * 1.15) / 10) * 10
}

export type Reading =
  /** The server did not say; a temperature of 0 is that too. */
  | { readonly kind: 'unknown' }
  /** What no GPU can be: shown as it was sent, and measured against nothing. */
  | { readonly kind: 'implausible'; readonly value: number }
  | { readonly kind: 'within'; readonly value: number }
  | { readonly kind: 'exceeds'; readonly value: number; readonly level: 'warn' | 'bad'; readonly limit: number }

const PLAUSIBLE = {
  temperature: [1, 150],
  usage: [0, 100],
  memory: [0, 100],
  power: [0, 3000],
} as const satisfies Record<GpuMetric, readonly [number, number]>

/** What a value says beside its limits. A value at the limit does not exceed it. */
export function readingOf(metric: GpuMetric, value: number | null, { warn, bad }: Limit): Reading {
  if (value === null || Number.isNaN(value)) return { kind: 'unknown' }
  const [least, most] = PLAUSIBLE[metric]
  if (value < least || value > most) return { kind: 'implausible', value }
  if (bad !== null && value > bad) return { kind: 'exceeds', value, level: 'bad', limit: bad }
  if (warn !== null && value > warn) return { kind: 'exceeds', value, level: 'warn', limit: warn }
  return { kind: 'within', value }
}

/** The value of a GPU that a metric means. */
export function metricOf(gpu: Gpu, metric: GpuMetric): number | null {
  switch (metric) {
    case 'temperature':
      return gpu.temperature
    case 'usage':
      return gpu.usage
    case 'memory':
      return gpu.memoryUsage
    case 'power':
      return gpu.power
  }
}

/** A limit as it is typed. */
export interface LimitDraft {
  readonly warn: string
  readonly bad: string
}
export type LimitFault = 'not-a-number' | 'out-of-range' | 'warn-not-below-bad'

export function draftOf({ warn, bad }: Limit): LimitDraft {
  return { warn: warn === null ? '' : String(warn), bad: bad === null ? '' : String(bad) }
}

/** What was typed as a limit, or which of the two fields is wrong and why. Nothing typed means no limit. */
export function readDraft(
  metric: GpuMetric,
  draft: LimitDraft,
): { readonly limit: Limit } | { readonly faults: Partial<Record<keyof LimitDraft, LimitFault>> } {
  const warn = readNumber(draft.warn, LIMIT_AT_MOST[metric])
  const bad = readNumber(draft.bad, LIMIT_AT_MOST[metric])
  if (typeof warn === 'string' || typeof bad === 'string') {
    return {
      faults: {
        ...(typeof warn === 'string' ? { warn } : {}),
        ...(typeof bad === 'string' ? { bad } : {}),
      },
    }
  }
  if (warn !== null && bad !== null && warn >= bad) return { faults: { warn: 'warn-not-below-bad' } }
  return { limit: { warn, bad } }
}

function readNumber(text: string, most: number): number | null | LimitFault {
  const trimmed = text.trim()
  if (trimmed === '') return null
  // A comma is the decimal point of half the world.
  const value = Number(trimmed.replace(',', '.'))
  if (!/^[-+]?[\d.,]+$/.test(trimmed) || !Number.isFinite(value)) return 'not-a-number'
  return value < 0 || value > most ? 'out-of-range' : value
}
