import type { Page } from '@playwright/test'
import type { RunningServers } from '../mocks/servers.ts'
import { startServers } from '../mocks/servers.ts'
import type { Site } from '../server/deploy/site.ts'
import type { ServerList } from '../server/serverList.ts'
import { expect, test } from './console.ts'
import { walkTo } from './pages.ts'
import { operatorAt } from './pullWalk.ts'
import { type WebServerName, startWebServer, webServer } from './webServers.ts'

// Caddy shows it by https with a certificate of its own, and so over HTTP/2.
test.use({ ignoreHTTPSErrors: true })

const places: Readonly<Record<WebServerName, Partial<Site>>> = {
  nginx: { base: '/ops/console/' },
  caddy: { base: '/', host: '127.0.0.1', tls: 'internal' },
}

const main = (page: Page) => page.getByRole('main')

for (const name of ['nginx', 'caddy'] as const) {
  test(`behind ${name} at ${places[name].base} a pull streams and is cancelled, a start, a log and the fleet are there`, async ({
    page,
  }) => {
    test.skip(webServer(name) === undefined, `there is no ${name} here, and none could be unpacked`)
    const servers = await startServers({ seed: 1, port: 0, speed: 0.4, quirks: '-percentDrops' })
    const shown = await startWebServer(name, listOf(servers), places[name])
    const npu01 = servers.simulator.world.xw.find(({ id }) => id === 'npu-01')
    const outside: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(shown.url)) outside.push(request.url())
    })
    try {
      await page.goto(`${shown.url}models`)
      const operator = operatorAt(page)
      await operator.pull('deepseek-r1-distill-qwen-7b', 'npu-01')
      await operator.goToPulls()
      const pull = operator.seen('deepseek-r1-distill-qwen-7b', 'npu-01')
      await pull.is('Downloading')
      await pull.isBeyond(await pull.percent())
      expect([...(npu01?.held ?? [])]).toEqual(['deepseek-r1-distill-qwen-7b'])
      await pull.item.getByRole('button', { name: /^Cancel/ }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
      await pull.is('Cancelled')
      await expect.poll(() => npu01?.held.size).toBe(0)

      servers.simulator.world.speed = 20
      await walkTo(page, 'instances/start?server=npu-01&model=internlm3-8b-instruct')
      await main(page)
        .getByRole('region', { name: 'What is sent' })
        .getByRole('button', { name: /start$/i })
        .click()
      const start = main(page).getByRole('article', { name: 'Start of internlm3-8b-instruct on ' })
      await expect(start).toContainText(/Downloading the image|Loading for/)
      await expect(start).toContainText('answers', { timeout: 30_000 })

      servers.simulator.world.speed = 1
      await walkTo(page, 'logs?of=npu-01/chat-large')
      const pane = page.getByRole('region', { name: 'Log of chat-large on npu-01' })
      await expect(pane.getByText('Following')).toBeVisible()
      await expect(pane.getByRole('log').locator('[data-row]').last()).toBeInViewport()

      await walkTo(page, 'fleet')
      await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
      await page.reload()
      await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
      await expect(main(page).getByText('48 clients', { exact: true })).toBeVisible()
      expect(outside).toEqual([])
    } finally {
      await shown.stop()
      await servers.close()
    }
  })
}

function listOf(servers: RunningServers): ServerList {
  return {
    access: 'full',
    servers: [
      ...servers.xw.map(({ id, url }) => ({ kind: 'xw' as const, name: id, url })),
      { kind: 'gpuf', name: 'fleet', url: servers.gpuf.url, userId: '12' },
    ],
  }
}
