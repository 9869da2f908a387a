import { compareVersions, isNewer } from './compareVersions.ts'
import type { ConfigInfo } from './config.ts'
import type { CurrentVersion, Package, UpdateList } from './update.ts'

/** What one server said of its versions; `undefined` where it has not, or could not. */
export interface VersionFacts {
  readonly list: UpdateList | undefined
  readonly current: CurrentVersion | undefined
  readonly config: ConfigInfo | undefined
}

/** How a server stands towards what is offered to it, most urgent first. */
export type VersionState =
  /** It has said nothing that would tell. */
  | { readonly kind: 'unknown' }
  /** A version is set that is not on its disk. */
  | { readonly kind: 'not-installed'; readonly set: string }
  /** Set, but the one before runs until it reloads. */
  | { readonly kind: 'reload-pending'; readonly set: string; readonly running: string }
  /** Both lists are empty, as they are when its registry is out of reach. */
  | { readonly kind: 'not-offered' }
  /** The registry answers, with nothing that goes with this xw. */
  | { readonly kind: 'none-compatible'; readonly newest: Package }
  | { readonly kind: 'newer'; readonly newest: Package }
  /** `tooNew`: a later one that does not go with this xw. */
  | { readonly kind: 'up-to-date'; readonly tooNew: Package | null }

export type VersionStateKind = VersionState['kind']

function newestFirst(packages: readonly Package[]): Package[] {
  return packages.toSorted((a, b) => compareVersions(b.version, a.version))
}

/** Newest first, by version: `1.0.0` after all that leads up to it. The answer's own order only goes by numbers. */
export function inOrder(list: UpdateList): UpdateList {
  return {
    ...list,
    compatible: newestFirst(list.compatible),
    incompatible: newestFirst(list.incompatible),
    installed: list.installed.toSorted((a, b) => compareVersions(b, a)),
  }
}

/** The version that is set: what the next reload brings. */
export function setVersion({ list, current }: VersionFacts): string | null {
  return current?.configVersion ?? list?.currentConfig ?? null
}

/** The version that runs. */
export function runningVersion({ list, config }: VersionFacts): string | null {
  return config?.configVersion ?? list?.currentConfig ?? null
}

export function versionState(facts: VersionFacts): VersionState {
  const set = setVersion(facts)
  const running = runningVersion(facts)
  if (set === null) return { kind: 'unknown' }
  if (facts.current?.installed === false) return { kind: 'not-installed', set }
  if (running !== null && running !== set) return { kind: 'reload-pending', set, running }
  const { list } = facts
  if (list === undefined) return { kind: 'unknown' }
  const [newest] = list.compatible
  const [tooNew] = list.incompatible
  if (newest === undefined) {
    return tooNew === undefined ? { kind: 'not-offered' } : { kind: 'none-compatible', newest: tooNew }
  }
  if (isNewer(newest.version, set)) return { kind: 'newer', newest }
  return { kind: 'up-to-date', tooNew: tooNew !== undefined && isNewer(tooNew.version, set) ? tooNew : null }
}

/** Where a version can be had on one server. */
export type Offer = 'set' | 'offered' | 'installed' | 'incompatible' | 'not-offered' | 'unknown'

/** Whether a server could go to this version. What is on its disk it can go back to, registry or not. */
export function offerOf(facts: VersionFacts, version: string): Offer {
  if (setVersion(facts) === version) return 'set'
  const { list } = facts
  if (list === undefined) return 'unknown'
  const has = ({ version: other }: Package): boolean => other === version
  if (list.compatible.some(has)) return 'offered'
  if (list.incompatible.some(has)) return 'incompatible'
  return list.installed.includes(version) ? 'installed' : 'not-offered'
}
