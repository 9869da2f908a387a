// Measures what docs/performance.md states, and rewrites its table. Run it with `npm run bench`.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { startServers } from '../mocks/servers.ts'
import { launch } from './browser.ts'
import { type FirstRoute, measureFirstRoute } from './firstRoute.ts'
import { measureFleet } from './fleet.ts'
import { measureHistory } from './heartbeats.ts'
import { measureLastKnown } from './lastKnown.ts'
import { measureLogs } from './logs.ts'
import { type Half, type ManyServers, measureManyServers } from './manyServers.ts'
import { servePlain } from './preview.ts'
import { measurePulls } from './pulls.ts'
import { describeManyServers, describeResults, describeSoak, soakHeading } from './results.ts'
import { sectionOf, withSection } from './section.ts'
import { measureSoak } from './soak.ts'

const rates = [10, 100, 300]
const fleetSizes = [1_000, 10_000, 100_000]
/** Clients whose heartbeats of 30 days are read: 108,000 and 1,080,000 rows, less those of machines that were silent. */
const historySizes = [5, 52]

const serverCounts: readonly (readonly [number, Half])[] = [
  [1, 'all well'],
  [10, 'all well'],
  [100, 'all well'],
  [100, 'half refuse'],
  [100, 'half hang'],
]

/** Lines of a log whose history is opened: 150 MB. */
const logSize = 1_000_000

/** Of world time. */
const soakMinutes = 60

const page = resolve(import.meta.dirname, '../docs/performance.md')

/**
 * What to measure, as `npm run bench -- fleet:10000`: then it is printed only. Everything, written down, without. With
 * `--keep` a part that is a section of the page, as `soak`, is written there too.
 */
const only = process.argv.slice(2).filter((word) => word !== '--keep')
const isKept = process.argv.includes('--keep')

const browser = await launch()
try {
  if (only.length > 0) for (const part of only) await tell(await measurePart(part))
  else await measureAll()
} finally {
  await browser.close()
}

async function tell(measured: unknown): Promise<void> {
  console.log(measured)
  if (!isKept) return
  if (typeof measured !== 'string') throw new Error('what was measured is no section of the page: it is not kept')
  await writeFile(page, withSection(await readFile(page, 'utf8'), measured))
}

async function measurePart(part: string): Promise<unknown> {
  const [name, size = ''] = part.split(':')
  if (name === 'fleet') return measureFleet(browser, Number(size || 100_000))
  if (name === 'history') return measureHistory(browser, Number(size || 52))
  if (name === 'logs') return measureLogs(browser, Number(size || logSize))
  if (name === 'pulls') return measurePulls(browser, rates)
  if (name === 'many-servers') return describeManyServers(await manyServers(size === '' ? undefined : Number(size)))
  if (name === 'soak') return describeSoak(await measureSoak(browser, Number(size || soakMinutes)))
  if (name === 'first-route') return firstRoute()
  if (name === 'last-known') return measureLastKnown(browser)
  throw new Error(
    `nothing to measure is called ${part}: fleet, history, logs, pulls, many-servers, soak, first-route, last-known`,
  )
}

async function measureAll(): Promise<void> {
  const results = {
    firstRoute: await firstRoute(),
    lastKnown: await measureLastKnown(browser),
    pulls: await measurePulls(browser, rates),
  }
  const fleets = []
  for (const size of fleetSizes) fleets.push(await measureFleet(browser, size))
  const histories = []
  for (const size of historySizes) histories.push(await measureHistory(browser, size))
  const logs = await measureLogs(browser, logSize)
  const many = await manyServers()
  const machine = `${cpus().length} cores, Chromium ${browser.version()}`
  const text = describeResults({ ...results, fleets, histories, logs, many, machine })
  // Measured by itself, and kept until it is again.
  const soak = sectionOf(await readFile(page, 'utf8'), soakHeading)
  await writeFile(page, soak === undefined ? text : withSection(text, soak))
  console.log(text)
}

async function manyServers(only?: number): Promise<ManyServers[]> {
  const measured: ManyServers[] = []
  for (const [count, half] of serverCounts) {
    if (only === undefined || only === count) measured.push(await measureManyServers(browser, count, half))
  }
  return measured
}

async function firstRoute(): Promise<FirstRoute> {
  const servers = await startServers({ port: 0 })
  const config = [
    ...servers.xw.map(({ id }) => ({ kind: 'xw', name: id, url: `api/xw/${id}` })),
    { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
  ]
  const site = await servePlain(
    { servers: config },
    { ...Object.fromEntries(servers.xw.map(({ id, url }) => [`/api/xw/${id}`, url])), '/api/gpuf': servers.gpuf.url },
  )
  try {
    const statUrl = `${site.url}api/gpuf/api/user/client_stat?user_id=12`
    return await measureFirstRoute(browser, { url: site.url, statUrl })
  } finally {
    await site.close()
    await servers.close()
  }
}
