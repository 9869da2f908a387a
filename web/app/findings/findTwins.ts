import type { Endpoint } from '@/net/endpoint.ts'
import type { Finding } from './finding.ts'

/** What a server says of itself. */
export interface SelfTold {
  readonly at: Endpoint
  readonly name: string
  /** The start of its process: two of one name that also began in the same moment are one. Null where not told. */
  readonly startedAt: number | null
}

/** Connections that lead to one server, or to another than their name says. In the order of config.json. */
export function findTwins(told: readonly SelfTold[]): readonly Finding[] {
  const byName = new Map<string, SelfTold[]>()
  for (const one of told) {
    const key = plainName(one.name)
    if (key !== '') byName.set(key, [...(byName.get(key) ?? []), one])
  }
  const findings: Finding[] = []
  for (const alike of byName.values()) {
    const byStart = new Map<number | null, SelfTold[]>()
    for (const one of alike) byStart.set(one.startedAt, [...(byStart.get(one.startedAt) ?? []), one])
    for (const [startedAt, same] of byStart) {
      const [first] = same
      if (startedAt === null || first === undefined || same.length < 2) continue
      findings.push({ kind: 'same-server', name: first.name, servers: same.map(({ at }) => at) })
    }
    const [first] = alike
    if (first && byStart.size > 1) {
      findings.push({ kind: 'same-name', name: first.name, servers: alike.map(({ at }) => at) })
    }
  }
  const twins = new Set(twinsOf(findings))
  const others = told.flatMap(({ at, name }): Finding[] => {
    const key = plainName(name)
    if (twins.has(at) || isNamed(at, key)) return []
    const other = told.find((one) => one.at !== at && isNamed(one.at, key))
    // Where that one has told the same of itself, it has been said.
    return other && plainName(other.name) !== key ? [{ kind: 'other-name', at, other: other.at }] : []
  })
  return [...findings, ...others]
}

/** Those that are left out where servers are counted: of each server all connections but the first. */
export function twinsOf(findings: readonly Finding[]): readonly Endpoint[] {
  return findings.flatMap((finding) => (finding.kind === 'same-server' ? finding.servers.slice(1) : []))
}

/** `name` as {@link plainName} gives it. */
export function isNamed({ id, label }: Endpoint, name: string): boolean {
  return plainName(id) === name || plainName(label) === name
}

/** Names that differ in case alone are one. */
export function plainName(name: string): string {
  return name.trim().toLowerCase()
}
