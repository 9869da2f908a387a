import type { FirstRoute } from './firstRoute.ts'
import type { PullRate } from './pulls.ts'

const kilo = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** The page docs/performance.md from one run's figures. */
export function describeResults(results: {
  readonly firstRoute: FirstRoute
  readonly pulls: readonly PullRate[]
  readonly machine: string
}): string {
  const { firstRoute, pulls, machine } = results
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

## Ten pulls side by side

Progress events at a fixed rate from ten servers, the pulls page open, eight seconds each. "Behind" is how long
after the servers' last event the page shows it.

| events/s each | events/s in all | longest main-thread task | tasks over 50 ms | behind |
| --- | --- | --- | --- | --- |
${pulls.map((row) => `| ${row.each} | ${Math.round(row.sent)} | ${row.longestTaskMs === 0 ? 'under 50 ms' : `${Math.round(row.longestTaskMs)} ms`} | ${row.tasksOver50} | ${row.behindMs} ms |`).join('\n')}
`
}
