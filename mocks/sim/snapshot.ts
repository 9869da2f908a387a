import { SECOND } from './clock.ts'
import type { Edit, FleetClient } from './fleet.ts'
import type { RegisteredModel } from './fleetModels.ts'
import { newInstance, type SimInstance } from './instances.ts'
import type { World } from './world.ts'
import { type Lock, type XwState, seat } from './xwServer.ts'

interface XwSnapshot {
  readonly id: string
  readonly startedAt: number
  readonly downloaded: readonly (readonly [string, number])[]
  readonly wholeFiles: readonly (readonly [string, number])[]
  readonly locks: readonly (readonly [string, Lock])[]
  readonly pulls: readonly (readonly [string, number])[]
  readonly instances: readonly SimInstance[]
  readonly gone: readonly SimInstance[]
  readonly images: readonly string[]
  readonly installed: readonly string[]
  readonly config: XwState['config']
  readonly away: readonly string[]
}

/** All that happened in a world since its story began, as plain data. */
export interface Snapshot {
  readonly startedAt: number
  readonly takenAt: number
  readonly xw: readonly XwSnapshot[]
  readonly edits: readonly (readonly [string, Edit[]])[]
  readonly entered: readonly FleetClient[]
  readonly insertedVisibleAt: readonly (readonly [string, number])[]
  readonly fleetModels: readonly RegisteredModel[]
}

/** `dying`: this simulator ends with its page, and so do the pulls that run in it. */
export function takeSnapshot(world: World, dying: boolean): Snapshot {
  const now = world.clock.now()
  return {
    startedAt: world.startedAt,
    takenAt: now,
    xw: world.xw.map((server) => ({
      id: server.id,
      startedAt: server.startedAt,
      downloaded: [...server.downloaded],
      wholeFiles: [...server.wholeFiles],
      locks: [...server.locks].map(([model, lock]) =>
        dying && server.held.has(model) ? [model, { ...lock, until: now + 2 * SECOND }] : [model, lock],
      ),
      pulls: [...server.pulls],
      // the real server goes on with what is under way, after the page that listened is gone
      instances: dying
        ? [
            ...server.instances,
            ...[...server.startsUnderWay].map((wanted) => newInstance(world, server, { ...wanted, at: now })),
          ]
        : server.instances,
      gone: server.gone,
      images: [...server.images],
      installed: [...server.installed],
      config: { ...server.config },
      away: [...server.away],
    })),
    edits: [...world.fleet.edits],
    entered: world.fleet.clients.filter(({ id }) => world.fleet.insertedVisibleAt.has(id)),
    insertedVisibleAt: [...world.fleet.insertedVisibleAt],
    fleetModels: world.fleetModels,
  }
}

/** Puts a world where the snapshot's was. */
export function applySnapshot(world: World, snapshot: Snapshot): void {
  for (const from of snapshot.xw) {
    const server = world.xw.find(({ id }) => id === from.id)
    if (!server) continue
    server.startedAt = from.startedAt
    refill(server.downloaded, from.downloaded)
    refill(server.wholeFiles, from.wholeFiles)
    const own = [...server.locks].filter(([model]) => server.held.has(model))
    refill(server.locks, [...from.locks, ...own])
    refill(server.pulls, from.pulls)
    // a stop under way in another page is waited for there
    server.instances.splice(0, Number.POSITIVE_INFINITY, ...from.instances)
    server.gone.splice(0, Number.POSITIVE_INFINITY, ...from.gone)
    for (const image of from.images) server.images.add(image)
    for (const version of from.installed) server.installed.add(version)
    Object.assign(server.config, from.config)
    server.away.clear()
    for (const bus of from.away) server.away.add(bus)
    seat(server)
  }
  const { fleet } = world
  refill(fleet.edits, snapshot.edits)
  refill(fleet.insertedVisibleAt, snapshot.insertedVisibleAt)
  for (const client of snapshot.entered) {
    if (fleet.byId.has(client.id)) continue
    fleet.clients.push(client)
    fleet.byId.set(client.id, client)
  }
  fleet.version++
  world.fleetModels.splice(0, Number.POSITIVE_INFINITY, ...snapshot.fleetModels)
}

function refill<K, V>(map: Map<K, V>, entries: Iterable<readonly [K, V]>): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}
