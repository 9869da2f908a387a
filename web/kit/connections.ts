import { useMemo } from 'react'
import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import { allowChanges } from '@/net/changes.ts'
import type { Access, ConsoleConfig, Demo } from './config.ts'

/** What `config.json` said, once it has been read; see `config.ts` for the reading. */
interface Connections {
  readonly servers: readonly Endpoint[]
  /** Of `servers` those that turned out to be a server that another one of them leads to already. */
  readonly twins: readonly Endpoint[]
  /** How many long streams (pulls, logs) may be open at a time, over all tabs. */
  readonly streams: number | null
  /** What this site calls its console. */
  readonly title: string | null
  /** The mocks' scenarios, when this is the demo. */
  readonly demo: Demo | null
  readonly access: Access
  /** Who looks, as the web server in front says. */
  readonly user: string | null
  /** Whether the site lets this browser keep what servers answer. */
  readonly keep: boolean
}

/** A browser opens six HTTP/1.1 connections to an origin; two are for everything else. */
export const defaultStreams = 4

export const useConnections = create<Connections>(() => ({
  servers: [],
  twins: [],
  streams: null,
  title: null,
  demo: null,
  access: 'full',
  user: null,
  keep: true,
}))

export function setConnections({ servers, streams, title, demo, access, user, keep = true }: ConsoleConfig): void {
  allowChanges(access === 'full')
  useConnections.setState({ servers, streams, title, demo, access, user, keep })
}

/** Of so many, answers come faster than what all have said can be drawn anew at each. */
export function isMany(servers: readonly Endpoint[]): boolean {
  return servers.length > 12
}

/** All servers of one kind, in the order of `config.json`. The array is stable while the connections are. */
export function useServers(kind: string): readonly Endpoint[] {
  const servers = useConnections((state) => state.servers)
  return ofKind(servers, kind)
}

const byKind = new WeakMap<readonly Endpoint[], Map<string, readonly Endpoint[]>>()

function ofKind(servers: readonly Endpoint[], kind: string): readonly Endpoint[] {
  const kinds = byKind.get(servers) ?? new Map<string, readonly Endpoint[]>()
  byKind.set(servers, kinds)
  const known = kinds.get(kind) ?? servers.filter((server) => server.kind === kind)
  kinds.set(kind, known)
  return known
}

/** `servers` without those that lead to one that is among them already: what both say is the same. */
export function useDistinct(servers: readonly Endpoint[]): readonly Endpoint[] {
  const twins = useConnections((state) => state.twins)
  return useMemo(() => (twins.length === 0 ? servers : servers.filter((at) => !twins.includes(at))), [servers, twins])
}
