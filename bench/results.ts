import type { FirstRoute } from './firstRoute.ts'
import type { FleetSize } from './fleet.ts'
import type { HistorySize } from './heartbeats.ts'
import type { LastKnown } from './lastKnown.ts'
import type { LogSize } from './logs.ts'
import type { ManyServers } from './manyServers.ts'
import type { PullRate } from './pulls.ts'
import type { Soak, SoakSample } from './soak.ts'

const kilo = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** The page docs/performance.md from one run's figures. */
export function describeResults(results: {
  readonly firstRoute: FirstRoute
  readonly lastKnown: LastKnown
  readonly pulls: readonly PullRate[]
  readonly fleets: readonly FleetSize[]
  readonly histories: readonly HistorySize[]
  readonly logs: LogSize
  readonly many: readonly ManyServers[]
  readonly machine: string
}): string {
  const { firstRoute, lastKnown, pulls, fleets, histories, logs, many, machine } = results
  const total = firstRoute.files.reduce((sum, { gzip }) => sum + gzip, 0)
  const scripts = firstRoute.files.filter(({ name }) => name.endsWith('.js'))
  const styles = firstRoute.files.filter(({ name }) => name.endsWith('.css'))
  const sum = (files: FirstRoute['files']): string => kilo(files.reduce((all, { gzip }) => all + gzip, 0))
  return `# Performance

Written by \`npm run bench\` (${machine}), on the production build in a real Chromium. Absolute times are this
machine's; the ratios compare within the run.

## The first route

| what the overview loads | gzip | files |
| --- | --- | --- |
| JavaScript | ${sum(scripts)} | ${scripts.length} |
| CSS | ${sum(styles)} | ${styles.length} |
| together (budget: 200 KB) | ${kilo(total)} | ${firstRoute.files.length} |

| time to the fleet's figures, cold, median of 9 | ms | ratio |
| --- | --- | --- |
| a bare page: one \`fetch\`, one number | ${firstRoute.bareMs} | 1 |
| the console's overview, three xw servers and gpuf-s | ${firstRoute.consoleMs} | ${(firstRoute.consoleMs / firstRoute.bareMs).toFixed(1)} |

## What was last known

The overview of three xw servers and a register of ${lastKnown.clients.toLocaleString('en')} clients: from navigation to the fleet's figures and the
running instances, median of seven, live and from what the browser kept.

| the overview | ms | ratio |
| --- | --- | --- |
| live, with nothing kept | ${lastKnown.liveMs} | 1 |
| as last known, all servers gone | ${lastKnown.goneMs} | ${(lastKnown.goneMs / lastKnown.liveMs).toFixed(2)} |
| as last known, no server ever answers | ${lastKnown.hangingMs} | ${(lastKnown.hangingMs / lastKnown.liveMs).toFixed(2)} |

Kept are ${lastKnown.keptAnswers} answers, ${kilo(lastKnown.keptBytes)}. ${lastKnown.writes} answers were written in two and a half minutes, the longest
write held up the main thread for ${lastKnown.longestWriteMs} ms; the longest task of all, polls and drawing included: ${lastKnown.longestTaskMs === 0 ? 'under 50 ms' : `${lastKnown.longestTaskMs} ms`}.

## Ten pulls side by side

Progress events at a fixed rate from ten servers, the pulls page open, eight seconds each. "Behind" is how long
after the servers' last event the page shows it.

| events/s each | events/s in all | longest main-thread task | tasks over 50 ms | behind |
| --- | --- | --- | --- | --- |
${pulls.map((row) => `| ${row.each} | ${Math.round(row.sent)} | ${row.longestTaskMs === 0 ? 'under 50 ms' : `${Math.round(row.longestTaskMs)} ms`} | ${row.tasksOver50} | ${row.behindMs} ms |`).join('\n')}

## A fleet of any size

The register's answer lies ready in a server on this machine and is let go at a known moment. "Bare" is a page that does
nothing but \`fetch\` and \`JSON.parse\` of the same answer, in turns with the console, median of nine. Rows, search and
hint count when they are painted.

| clients | ${fleets.map(({ clients }) => clients.toLocaleString('en')).join(' | ')} |
| --- | ${fleets.map(() => '---').join(' | ')} |
${fleetRows.map(([name, cell]) => `| ${name} | ${fleets.map(cell).join(' | ')} |`).join('\n')}

${growth(fleets)}

## Heartbeats of thirty days

The same, for \`client_health\` and the health page: from the answer's leave to the painted lines. A step is a key that
zooms or moves, until the last of the four charts is painted.

| heartbeats | ${histories.map(({ heartbeats }) => heartbeats.toLocaleString('en')).join(' | ')} |
| --- | ${histories.map(() => '---').join(' | ')} |
${historyRows.map(([name, cell]) => `| ${name} | ${histories.map(cell).join(' | ')} |`).join('\n')}

${describeLogs(logs)}

${describeManyServers(many)}
`
}

/** The section of logs. */
export function describeLogs(log: LogSize): string {
  const { follow } = log
  return `## A log of a million lines

\`npm run bench -- logs\`. The history of an instance's log comes over HTTP from a server on this machine, let go at a known
moment. A search counts from Enter to what is painted. "Behind" is the age of the newest line on screen, looked at ten
times a second.

| a log of ${log.lines.toLocaleString('en')} lines, ${mega(log.bytes)} | |
| --- | --- |
| first screen after the first bytes, median (worst; at most 300 ms) | ${ms(log.screenMs)} (${ms(log.screenWorstMs)}) |
| all of it, median | ${ms(log.wholeMs)} |
| longest main-thread task while loading (at most 50 ms) | ${task(log.longestTaskMs)} |
| heap ÷ text (at most 2) | ${(log.heapBytes / log.bytes).toFixed(2)} |
| first hits of a search, median (worst; at most 100 ms) | ${ms(log.hitMs)} (${ms(log.hitWorstMs)}) |
| all hits of a search, median (worst; at most 2 s) | ${ms(log.allMs)} (${ms(log.allWorstMs)}) |
| ${follow.linesPerSecond.toLocaleString('en')} lines/s followed for ${follow.seconds} s: behind, median (worst) | ${ms(follow.lagMs)} (${ms(follow.lagWorstMs)}) |
| longest main-thread task while following | ${task(follow.longestTaskMs)} |`
}

/** The section of many servers. */
export function describeManyServers(rows: readonly ManyServers[]): string {
  const one = rows.find(({ servers }) => servers === 1)
  const against = (value: number) => (one ? (value / one.completeMs).toFixed(1) : '–')
  return `## Many servers

\`npm run bench -- many-servers\`. From navigation, cold, until the overview has each server that answers with its version,
health and instances; "told" is when each of the others is named as not answering. "Bare" is a page that only fetches the
same, four at a time, of those that refuse one thing, and of those that hang nothing. "At once" is counted at the servers, in the ten seconds after too.

| servers | complete | ÷ one server | told | bare | complete ÷ bare | longest main-thread task | at once |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows
  .map(
    (row) =>
      `| ${row.servers}${row.half === 'all well' ? '' : `, ${row.half}`} | ${ms(row.completeMs)} | ${against(row.completeMs)} | ${row.toldMs === null ? '' : ms(row.toldMs)} | ${ms(row.bareMs)} | ${(row.completeMs / row.bareMs).toFixed(2)} | ${task(row.longestTaskMs)} | ${row.mostAtOnce} |`,
  )
  .join('\n')}`
}

const ms = (value: number): string => `${Math.round(value)} ms`
const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
const task = (value: number): string => (value === 0 ? 'under 50 ms' : ms(value))

const fleetRows: readonly (readonly [string, (fleet: FleetSize) => string])[] = [
  ['size of the answer', ({ bytes }) => mega(bytes)],
  ['bare', ({ bareMs }) => ms(bareMs)],
  ['first rows', ({ rowsMs }) => ms(rowsMs)],
  ['first rows ÷ bare (at most 1.3 at 100,000)', ({ rowsMs, bareMs }) => (rowsMs / bareMs).toFixed(2)],
  ['longest main-thread task while loading', ({ longestTaskMs }) => task(longestTaskMs)],
  ['heap ÷ answer (at most 2.5 at 100,000)', ({ heapBytes, bytes }) => (heapBytes / bytes).toFixed(2)],
  [
    'a key in the search, median (worst; at most 50 ms)',
    ({ searchMs, searchWorstMs }) => `${ms(searchMs)} (${ms(searchWorstMs)})`,
  ],
  ['frames within 20 ms while scrolling', ({ framesUnder20 }) => `${framesUnder20.toFixed(1)} %`],
  ['scroll, focus and selection after two refreshes', ({ refreshStays }) => (refreshStays ? 'stay' : 'change')],
  ['longest main-thread task in two refreshes', ({ refreshLongestTaskMs }) => task(refreshLongestTaskMs)],
  ['map, from the press to its paint', ({ mapMs }) => ms(mapMs)],
  ['map, a hover’s hint, median (worst)', ({ hoverMs, hoverWorstMs }) => `${ms(hoverMs)} (${ms(hoverWorstMs)})`],
]

const historyRows: readonly (readonly [string, (history: HistorySize) => string])[] = [
  ['clients', ({ clients }) => String(clients)],
  ['size of the answer', ({ bytes }) => mega(bytes)],
  ['bare', ({ bareMs }) => ms(bareMs)],
  ['charts', ({ chartMs }) => ms(chartMs)],
  ['charts ÷ bare (at most 1.3 at a million)', ({ chartMs, bareMs }) => (chartMs / bareMs).toFixed(2)],
  ['longest main-thread task while loading', ({ longestTaskMs }) => task(longestTaskMs)],
  [
    'a step of zoom or pan, median (worst; at most 50 ms)',
    ({ stepMs, stepWorstMs }) => `${ms(stepMs)} (${ms(stepWorstMs)})`,
  ],
]

/** How the time to the first rows grows with the fleet. */
function growth(fleets: readonly FleetSize[]): string {
  const steps = fleets.slice(1).flatMap((fleet, index) => {
    const before = fleets[index]
    if (before === undefined) return []
    const times = (fleet.rowsMs / before.rowsMs).toFixed(1)
    return [
      `${(fleet.clients / before.clients).toFixed(0)} × the clients of ${before.clients.toLocaleString('en')} take ${times} × the time`,
    ]
  })
  return `${steps.join('; ')} (at most 12 for 10).`
}

const whole = ({ heapBytes }: SoakSample): number => heapBytes
const kept = ({ heapBytes, compiledBytes }: SoakSample): number => heapBytes - compiledBytes

/** Its heading in docs/performance.md. */
export const soakHeading = '## Kept open for an hour'

/** The section of an hour with the console. */
export function describeSoak({ samples, requests, seconds, load, cores }: Soak): string {
  const [first] = samples
  const last = samples.at(-1)
  const shown = samples.filter((_, index) => index % 3 === 0 || index === samples.length - 1)
  const against = (bytes: (sample: SoakSample) => number) => (sample: SoakSample) =>
    (bytes(sample) / (first === undefined ? Number.NaN : bytes(first))).toFixed(2)
  const grown = (bytes: (sample: SoakSample) => number): number =>
    first === undefined || last === undefined ? Number.NaN : bytes(last) - bytes(first)
  const rows: readonly (readonly [string, (sample: SoakSample) => string])[] = [
    ['heap of the page and its workers', (sample) => mega(whole(sample))],
    ['÷ after the first five (at most 1.1)', against(whole)],
    ['of it compiled code', ({ compiledBytes }) => mega(compiledBytes)],
    ['of it what the console keeps', (sample) => mega(kept(sample))],
    ['÷ after the first five (at most 1.1)', against(kept)],
    ['DOM nodes', ({ nodes }) => nodes.toLocaleString('en')],
    ['event listeners', ({ listeners }) => listeners.toLocaleString('en')],
    ['workers', ({ workers }) => String(workers)],
  ]
  return `${soakHeading}

\`npm run bench -- soak\`. Three pulls and two logs that are followed, and every five minutes a look at the overview and at the
fleet, all of which poll: ${requests.toLocaleString('en')} requests. The clocks of the page, its workers and the servers run ahead together:
${last?.minutes ?? 0} minutes took ${seconds} s, on ${cores} cores with a load of ${load.toFixed(1)} when it began. Counted on the page of logs, after a
collection. Compiled code is what the browser makes of the scripts, counted in a snapshot of the heap: the oftener a
function has run, the more of it there is, and what becomes of it is up to the browser. From the first column to the last
the heap grew by ${mega(grown(whole))}, the compiled code in it by ${mega(grown(({ compiledBytes }) => compiledBytes))}.

| after minutes | ${shown.map(({ minutes }) => minutes).join(' | ')} |
| --- | ${shown.map(() => '---').join(' | ')} |
${rows.map(([name, cell]) => `| ${name} | ${shown.map(cell).join(' | ')} |`).join('\n')}`
}
