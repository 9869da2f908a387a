// Measures what docs/performance.md states, and rewrites its table. Run it with `npm run bench`.
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { startServers } from '../mocks/servers.ts'
import { launch } from './browser.ts'
import { measureFirstRoute } from './firstRoute.ts'
import { servePlain } from './preview.ts'
import { measurePulls } from './pulls.ts'
import { describeResults } from './results.ts'

const rates = [10, 100, 300]

const browser = await launch()
try {
  const servers = await startServers({ port: 0 })
  const config = [
    ...servers.xw.map(({ id }) => ({ kind: 'xw', name: id, url: `api/xw/${id}` })),
    { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
  ]
  const site = await servePlain(
    { servers: config },
    { ...Object.fromEntries(servers.xw.map(({ id, url }) => [`/api/xw/${id}`, url])), '/api/gpuf': servers.gpuf.url },
  )
  const statUrl = `${site.url}api/gpuf/api/user/client_stat?user_id=12`
  const firstRoute = await measureFirstRoute(browser, { url: site.url, statUrl })
  await site.close()
  await servers.close()
  const pulls = await measurePulls(browser, rates)
  const text = describeResults({ firstRoute, pulls, machine: `${cpus().length} cores, Chromium ${browser.version()}` })
  await writeFile(resolve(import.meta.dirname, '../docs/performance.md'), text)
  console.log(text)
} finally {
  await browser.close()
}
