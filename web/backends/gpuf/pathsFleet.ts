import { SEEN_FILTERS, type FleetSearch, type MAP_COLOURS } from './paths.ts'
import { FLEET_COLUMN_IDS, type FleetFilter, type FleetSort } from './schema/fleetView.ts'

export type MapColour = (typeof MAP_COLOURS)[number]

const byName: readonly FleetSort[] = [{ id: 'name', desc: false }]

/** The order that the URL asks for; by name where it asks for none. */
export function sortsOf({ sort, dir }: Pick<FleetSearch, 'sort' | 'dir'>): readonly FleetSort[] {
  const sorts = (sort ?? '').split(',').flatMap((text, index): FleetSort[] => {
    const id = FLEET_COLUMN_IDS.find((known) => known === text.replace(/^-/, ''))
    if (id === undefined) return []
    return [{ id, desc: text.startsWith('-') || (index === 0 && dir === 'desc') }]
  })
  const once = sorts.filter(({ id }, index) => sorts.findIndex((other) => other.id === id) === index)
  return once.length > 0 ? once : byName
}

/** The same for the URL, which stays clean for what is so by default. */
export function searchOfSorts(
  sorts: readonly { readonly id: string; readonly desc: boolean }[],
): Pick<FleetSearch, 'sort' | 'dir'> {
  const text = sorts.map(({ id, desc }) => (desc ? `-${id}` : id)).join(',')
  return { sort: text === '' || text === 'name' ? undefined : text, dir: undefined }
}

/** Words of a server separated by commas; their own commas have a backslash before them. */
export function joinWords(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined
  return words.map((word) => word.replaceAll(/[\\,]/g, String.raw`\$&`)).join(',')
}

/** What {@link joinWords} wrote. */
export function splitWords(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return []
  const words = ['']
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? ''
    if (character === ',') words.push('')
    else words.push((words.pop() ?? '') + (character === '\\' ? (text[++index] ?? '') : character))
  }
  return [...new Set(words)]
}

export interface Span {
  readonly from: number | undefined
  readonly to: number | undefined
}

const anySpan: Span = { from: undefined, to: undefined }

/** `50-90`, in percent; open ends are left out. */
export function healthSpan(text: string | undefined): Span {
  const [, from, to] = /^(\d{1,3}(?:\.\d+)?)?-(\d{1,3}(?:\.\d+)?)?$/.exec(text ?? '') ?? []
  return { from: shareOf(from), to: shareOf(to) }
}

function shareOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Math.min(Number(text), 100)
}

export function healthText({ from, to }: Span): string | undefined {
  if (from === undefined && to === undefined) return undefined
  // Both ends are written: the router would take `-50` for a number.
  return `${from ?? 0}-${to ?? 100}`
}

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `5m-1h`, in milliseconds. */
export function ageSpan(text: string | undefined): Span {
  const match = /^(?:(\d{1,5})([mhd]))?-(?:(\d{1,5})([mhd]))?$/.exec(text ?? '')
  if (!match) return anySpan
  return { from: durationOf(match[1], match[2]), to: durationOf(match[3], match[4]) }
}

function durationOf(count: string | undefined, unit: string | undefined): number | undefined {
  return count !== undefined && isUnit(unit) ? Number(count) * unitsMs[unit] : undefined
}

export function ageText({ from, to }: Span): string | undefined {
  if (from === undefined && to === undefined) return undefined
  return `${from === undefined ? '' : durationText(from)}-${to === undefined ? '' : durationText(to)}`
}

function durationText(ms: number): string {
  const unit = ms > 0 && ms % unitsMs.d === 0 ? 'd' : ms > 0 && ms % unitsMs.h === 0 ? 'h' : 'm'
  return `${Math.round(ms / unitsMs[unit])}${unit}`
}

function isUnit(text: string | undefined): text is keyof typeof unitsMs {
  return text !== undefined && text in unitsMs
}

/** What of the search leaves clients out. */
export const FILTER_NAMES = [
  'q',
  'status',
  'seen',
  'warn',
  'device',
  'os',
  'site',
  'health',
  'age',
  'only',
] as const satisfies readonly (keyof FleetSearch)[]
export type FilterName = (typeof FILTER_NAMES)[number]

export function isFiltered(search: FleetSearch): boolean {
  return FILTER_NAMES.some((name) => search[name] !== undefined)
}

/** A change of the search that takes every filter out. */
export const NO_FILTERS: Readonly<Record<FilterName, undefined>> = {
  q: undefined,
  status: undefined,
  seen: undefined,
  warn: undefined,
  device: undefined,
  os: undefined,
  site: undefined,
  health: undefined,
  age: undefined,
  only: undefined,
}

/** The filter that the URL asks for. `chosen`: the ids that `only` leaves. */
export function filterOf(search: FleetSearch, chosen: readonly string[]): FleetFilter {
  const health = healthSpan(search.health)
  const age = ageSpan(search.age)
  const seen = SEEN_FILTERS.filter((word) => splitWords(search.seen).includes(word))
  return withoutUndefined({
    q: search.q,
    status: someWords(search.status),
    os: someWords(search.os),
    device: someWords(search.device),
    site: search.site,
    seen: seen.length > 0 ? seen : undefined,
    warn: search.warn,
    healthFrom: health.from,
    healthTo: health.to,
    heardFrom: age.from,
    heardTo: age.to,
    ids: search.only === 'selected' ? chosen : undefined,
  })
}

function someWords(text: string | undefined): readonly string[] | undefined {
  const words = splitWords(text)
  return words.length > 0 ? words : undefined
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function withoutUndefined<T extends object>(record: T): Given<T>
function withoutUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
