import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { type NetworkFault, startFaultProxy } from './faultProxy.ts'
import { hastenedClock } from './sim/hastenedClock.ts'

const answer = JSON.stringify({ name: 'npu-01', list: [1, 2, 3] })

async function begin() {
  const server = createServer((_, res) => {
    res.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const clock = hastenedClock()
  const proxy = await startFaultProxy({ clock })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  proxy.lead(url, url)
  onTestFinished(async () => {
    await proxy.close()
    server.closeAllConnections()
    server.close()
  })
  const ask = async (): Promise<string> => {
    const response = await fetch(`${proxy.url}/api/name`, { redirect: 'manual' })
    return `${response.status} ${await response.text()}`
  }
  return { proxy, clock, ask }
}

test.each<readonly [NetworkFault, RegExp]>([
  ['unauthorized', /^401 <!DOCTYPE/],
  ['forbidden', /^403 Forbidden/],
  ['login-page', /^200 <!DOCTYPE/],
  ['bad-gateway', /^502 <!DOCTYPE/],
  ['redirect-here', /^302 /],
  ['garbled', /^200 \{´name´/],
  ['end-early', /^200 \{"name":"npu-01",?$/],
  ['gzip', /^200 \{"name":"npu-01","list":\[1,2,3\]\}$/],
])('%s is answered as named, and all is well afterwards', async (fault, expected) => {
  const { proxy, ask } = await begin()
  await proxy.befall(fault)
  expect(await ask()).toMatch(expected)
  await proxy.befall(null)
  expect(await ask()).toBe(`200 ${answer}`)
})

test.each<NetworkFault>(['refuse', 'cut'])('%s is no answer, until all is well again', async (fault) => {
  const { proxy, ask } = await begin()
  await proxy.befall(fault)
  await expect(ask()).rejects.toThrow(/fetch failed|terminated/)
  await proxy.befall(null)
  expect(await ask()).toBe(`200 ${answer}`)
})

test('one byte a second comes as fast as the clock goes', async () => {
  const { proxy, clock, ask } = await begin()
  await proxy.befall('trickle')
  const asked = ask()
  const turn = async (): Promise<'not yet'> => {
    await clock.hasten(1_000)
    return new Promise((resolve) => setImmediate(() => resolve('not yet')))
  }
  while ((await Promise.race([asked, turn()])) === 'not yet');
  expect(await asked).toBe(`200 ${answer}`)
})
