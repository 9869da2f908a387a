import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { request as httpRequest } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { testCertificate } from './testCertificate.ts'
import { ask, builtFiles, oneServer, startConsole, startUpstream, testFolder } from './testing.ts'

const nobody = 'http://127.0.0.1:9'
const upstreamThatSaysOk = () => startUpstream((_request, response) => void response.end('{}'))

const send = (url: string, line: string) => {
  const [method = '', path = ''] = line.split(' ')
  return ask(`${url}${path}`, { method, headers: { 'content-length': '0' } })
}

const changed = async (headers: Record<string, string>, settings: Parameters<typeof startConsole>[1] = {}) => {
  const upstream = await upstreamThatSaysOk()
  const { url } = await startConsole(oneServer(upstream.url), settings)
  const { host } = new URL(url)
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('HOST', host)]))
  const { status } = await ask(`${url}api/xw/npu-01/api/runtime/stop`, { method: 'POST', headers: sent, body: '{}' })
  expect(upstream.requests.length).toBe(status === 200 ? 1 : 0)
  return status
}

describe('the console’s files', () => {
  test('what changes with every build is kept for a year, index.html and config.json are asked for each time', async () => {
    const { url } = await startConsole(oneServer(nobody))
    const asset = await ask(`${url}assets/index-abc.js`)
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(await asset.text()).toBe(builtFiles['assets/index-abc.js'])
    expect((await ask(`${url}icon.svg`)).headers['cache-control']).toBe('no-cache')
    expect((await ask(`${url}index.html`)).headers['cache-control']).toBe('no-cache')
    expect((await ask(`${url}config.json`)).headers['cache-control']).toBe('no-store')
  })

  test('are packed for who takes that, and not sent again to who has them', async () => {
    const { url } = await startConsole(oneServer(nobody))
    const get = (headers: Record<string, string>) => ask(`${url}assets/index-abc.js`, { headers })
    const brotli = await get({ 'accept-encoding': 'gzip, deflate, br' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotli.headers['vary']).toBe('Accept-Encoding')
    expect(brotliDecompressSync(await brotli.bytes()).toString()).toBe(builtFiles['assets/index-abc.js'])
    const gzip = await get({ 'accept-encoding': 'gzip, br;q=0' })
    expect(gunzipSync(await gzip.bytes()).toString()).toBe(builtFiles['assets/index-abc.js'])
    const again = await get({ 'accept-encoding': 'gzip', 'if-none-match': gzip.headers.etag ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test('carry the security headers, as every answer of its own', async () => {
    const { url } = await startConsole(oneServer(nobody))
    for (const path of ['', 'assets/index-abc.js', 'config.json', 'api/none/x', 'assets/gone.js', 'api/xw/npu-01/x']) {
      const { headers } = await ask(`${url}${path}`)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test.each(['fleet', 'models/qwen3-8b', 'machines/npu-01.site', 'no/such/page'])('/%s is a page', async (path) => {
    const { url } = await startConsole(oneServer(nobody))
    const answer = await ask(`${url}${path}`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('<base href="/">')
  })

  test.each(['assets/index-old.js', 'assets/../../package.json', 'sitemap.txt', '%2e%2e/package.json'])(
    '/%s is not',
    async (path) => {
      const { url } = await startConsole(oneServer(nobody))
      const answer = await ask(`${url}${path}`)
      expect(answer.status).toBe(404)
      expect(answer.headers['content-type']).toBe('application/json')
    },
  )

  test('are only read', async () => {
    const { url } = await startConsole(oneServer(nobody))
    expect((await ask(`${url}fleet`, { method: 'POST' })).status).toBe(405)
    const head = await ask(url, { method: 'HEAD' })
    expect(head.headers['content-length']).toBe(String(builtFiles['index.html'].length))
    expect(await head.text()).toBe('')
  })
})

describe('config.json', () => {
  test('names the servers by their place in the console, and not where they are', async () => {
    const { url } = await startConsole(
      {
        title: 'Site A',
        streams: 6,
        servers: [
          { kind: 'xw', name: 'npu-01', url: nobody, label: 'Rack 1' },
          { kind: 'gpuf', name: 'fleet', url: 'http://register.internal:18081', userId: 12 },
        ],
      },
      { readOnly: true },
    )
    expect(JSON.parse(await (await ask(`${url}config.json`)).text())).toEqual({
      title: 'Site A',
      streams: 6,
      access: 'read',
      servers: [
        { kind: 'xw', name: 'npu-01', label: 'Rack 1', url: 'api/xw/npu-01' },
        { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
      ],
    })
  })
})

describe('under a sub-path', () => {
  const base = '/ops/console/'

  test('pages, files, config.json and servers are below it, and index.html says so', async () => {
    const upstream = await upstreamThatSaysOk()
    const { url } = await startConsole(oneServer(upstream.url), { base })
    expect(url.endsWith(base)).toBe(true)
    expect(await (await ask(`${url}models/a/b`)).text()).toContain('<base href="/ops/console/">')
    expect((await ask(`${url}assets/index-abc.js`)).status).toBe(200)
    expect(await (await ask(`${url}config.json`)).text()).toContain('"api/xw/npu-01"')
    expect(await (await ask(`${url}api/xw/npu-01/api/health`)).text()).toBe('{}')
    expect(upstream.requests[0]?.url).toBe('/api/health')
  })

  test('who comes to the root or forgets the last slash is led there; elsewhere there is nothing', async () => {
    const { url } = await startConsole(oneServer(nobody), { base })
    const { origin } = new URL(url)
    expect((await ask(`${origin}/`)).headers.location).toBe(base)
    expect((await ask(`${origin}/ops/console`)).headers.location).toBe(base)
    expect((await ask(`${origin}/api/xw/npu-01/api/health`)).status).toBe(404)
    expect((await ask(`${origin}/ops/consoles/`)).status).toBe(404)
  })
})

describe('what is forwarded', () => {
  test.each(['api/xw/npu-02/api/health', 'api/gpuf/x', 'api/xw', 'api/xw/npu-01', 'api/xw/toString/x'])(
    '%s belongs to no server',
    async (path) => {
      const { url } = await startConsole(oneServer(nobody))
      const answer = await ask(`${url}${path}`)
      expect(answer.status).toBe(404)
      expect(JSON.parse(await answer.text())).toMatchObject({ success: false, code: 'no-such-server' })
    },
  )

  test.each(['/../x', '/a/%2e%2E/b', '/a//b', '/a%2fb', '/a\\b', '/./x', '/a%5Cb', '/a%00'])(
    'an address that servers may read otherwise (%s) is refused',
    async (path) => {
      const upstream = await upstreamThatSaysOk()
      const { url } = await startConsole(oneServer(upstream.url))
      expect((await ask(`${url}api/xw/npu-01${path}`)).status).toBe(400)
      expect(upstream.requests).toEqual([])
    },
  )
})

describe('for looking only', () => {
  const questions = [
    'GET /api/models/downloaded',
    'GET /api/runtime/logs',
    'POST /api/models/list',
    'POST /api/models/show',
    'POST /api/devices/list',
    'POST /api/config/get',
    'POST /api/run',
    'POST /v1/chat/completions',
    'POST /v1/messages/count_tokens',
  ]
  const changes = [
    'POST /api/models/pull',
    'POST /api/runtime/start',
    'POST /api/runtime/stop',
    'POST /api/runtime/remove',
    'POST /api/config/set',
    'POST /api/config/reload',
    'POST /api/update',
    'POST /v1/load_lora_adapter',
    'POST /api/models/list/',
    'POST /API/models/list',
    'PUT /api/models/list',
    'DELETE /api/models/show',
    'PATCH /',
  ]

  test.each(questions)('%s goes through', async (line) => {
    const { url } = await startConsole(oneServer((await upstreamThatSaysOk()).url), { readOnly: true })
    expect((await send(`${url}api/xw/npu-01`, line)).status).toBe(200)
  })

  test.each(changes)('%s is refused by the server too', async (line) => {
    const upstream = await upstreamThatSaysOk()
    const { url } = await startConsole({ access: 'read', ...oneServer(upstream.url) })
    const answer = await send(`${url}api/xw/npu-01`, line)
    // 403 would be taken for a session that has ended.
    expect(answer.status).toBe(405)
    expect(await answer.text()).toContain('this console is set to look only')
    expect(upstream.requests).toEqual([])
  })

  test('of the register nothing is written', async () => {
    const upstream = await upstreamThatSaysOk()
    const list = { access: 'read', servers: [{ kind: 'gpuf', url: upstream.url, userId: '12' }] }
    const { url } = await startConsole(list)
    expect((await send(`${url}api/gpuf`, 'POST /api/user/edit_client_info')).status).toBe(405)
    expect((await send(`${url}api/gpuf`, 'POST /api/models/insert')).status).toBe(405)
    expect((await send(`${url}api/gpuf`, 'GET /api/user/client_list')).status).toBe(200)
  })
})

describe('requests that other sites sent', () => {
  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST', '127.1.2.3'])('%s is this machine', async (host) => {
    const { url } = await startConsole(oneServer(nobody))
    expect((await ask(url, { headers: { host: `${host}:4300` } })).status).toBe(200)
  })

  test.each(['evil.example', 'localhost.evil.example', '10.0.0.1', 'a b'])(
    'a name that is none of this console’s (%j) gets nothing: it may have been pointed here to read it',
    async (host) => {
      const { url } = await startConsole(oneServer(nobody))
      for (const path of ['', 'config.json', 'api/xw/npu-01/api/health']) {
        const answer = await ask(`${url}${path}`, { headers: { host } })
        expect([400, 421]).toContain(answer.status)
      }
    },
  )

  test('a name that is given is answered to', async () => {
    const { url } = await startConsole(oneServer(nobody), { hostNames: ['console.example.com'] })
    expect((await ask(url, { headers: { host: 'console.example.com' } })).status).toBe(200)
    expect((await ask(url, { headers: { host: 'localhost' } })).status).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['this console’s page', { 'sec-fetch-site': 'same-origin', origin: 'http://HOST' }],
    ['this console’s page in a browser that says only its origin', { origin: 'http://HOST' }],
    ['a program', {}],
  ])('%s may change a server', async (_who, headers) => {
    expect(await changed(headers)).toBe(200)
  })

  test.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
    ['another site, in a browser that says only its origin', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['an address bar', { 'sec-fetch-site': 'none' }],
  ])('%s may not', async (_who, headers) => {
    expect(await changed(headers)).toBe(400)
  })

  test('behind a proxy the origin is that of the host it says', async () => {
    const proxied = { 'x-forwarded-user': 'ada', origin: 'https://console.example.com' }
    const settings = { userHeader: 'X-Forwarded-User' }
    expect(await changed({ ...proxied, 'x-forwarded-host': 'console.example.com' }, settings)).toBe(200)
    expect(await changed({ ...proxied, 'x-forwarded-host': 'other.example.com' }, settings)).toBe(400)
    // Without such a proxy everybody could say so.
    expect(await changed({ ...proxied, 'x-forwarded-host': 'console.example.com' })).toBe(400)
  })

  test('even to ask, another site’s page gets nothing from a server', async () => {
    const { url } = await startConsole(oneServer((await upstreamThatSaysOk()).url))
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await ask(`${url}api/xw/npu-01/api/health`, { headers })).status).toBe(400)
    expect((await ask(`${url}config.json`, { headers })).status).toBe(400)
    // A link on a wiki is followed.
    expect((await ask(`${url}fleet`, { headers })).status).toBe(200)
  })
})

describe('behind a proxy that signs people in', () => {
  const settings = { userHeader: 'X-Forwarded-User' }

  test('the name goes with config.json, whatever its letters', async () => {
    const { url } = await startConsole(oneServer(nobody), settings)
    const named = async (user: string) =>
      (await ask(`${url}config.json`, { headers: { 'x-forwarded-user': Buffer.from(user).toString('latin1') } }))
        .headers
    expect((await named('ada@example.com'))['quarterdeck-user']).toBe('ada%40example.com')
    expect((await named('李雷'))['quarterdeck-user']).toBe(encodeURIComponent('李雷'))
  })

  test('a name that is cut stays one of whole letters', async () => {
    const { url } = await startConsole(oneServer(nobody), { userHeader: 'X-Forwarded-User' })
    const name = Buffer.from(`${'a'.repeat(199)}😀 and more`).toString('latin1')
    const { status, headers } = await ask(`${url}config.json`, { headers: { 'x-forwarded-user': name } })
    expect(status).toBe(200)
    expect(decodeURIComponent(String(headers['quarterdeck-user']))).toBe(`${'a'.repeat(199)}😀`)
  })

  test('who is not named is not let in', async () => {
    const { url } = await startConsole(oneServer((await upstreamThatSaysOk()).url), settings)
    for (const path of ['', 'config.json', 'api/xw/npu-01/api/health']) {
      expect((await ask(`${url}${path}`)).status).toBe(401)
    }
  })

  test('without such a proxy the header is nobody’s name', async () => {
    const { url, log } = await startConsole(oneServer(nobody))
    const { headers } = await ask(`${url}config.json`, { headers: { 'x-forwarded-user': 'mallory' } })
    expect(headers['quarterdeck-user']).toBeUndefined()
    await vi.waitFor(() => expect(log.join('')).toMatch(/ -$/))
  })
})

describe('the log', () => {
  test('has a line a request, with who and how long, and nothing that may be secret', async () => {
    const upstream = await startUpstream((request, response) => {
      request.resume()
      request.on('end', () => response.end('{"output":"the answer"}'))
    })
    const { url, log } = await startConsole(oneServer(upstream.url), { userHeader: 'X-Forwarded-User' })
    const answer = await ask(`${url}api/xw/npu-01/api/run?key=s3cret`, {
      method: 'POST',
      headers: { 'x-forwarded-user': 'ada lovelace', authorization: 'Bearer s3cret', cookie: 'a=s3cret' },
      body: '{"input":"s3cret"}',
    })
    await answer.text()
    await vi.waitFor(() => expect(log).toHaveLength(1))
    expect(log[0]).toMatch(/^\d{4}-\d\d-\d\dT\S+Z POST \/api\/xw\/npu-01\/api\/run 200 \d+B \d+ms ada%20lovelace$/)
    expect(log.join('')).not.toMatch(/s3cret|the answer/)
  })

  test('is of one line whatever somebody puts into an address or a name', async () => {
    const { url, log } = await startConsole(oneServer(nobody), { userHeader: 'X-Forwarded-User' })
    await ask(`${url}a%0Ab`, { headers: { 'x-forwarded-user': 'a\tb\u0085 200 root' } })
    await vi.waitFor(() => expect(log).toHaveLength(1))
    expect(log[0]).toMatch(/^[\x21-\x7e]+ GET \/a%0Ab 200 \d+B \d+ms [\x21-\x7e]+$/)
  })

  test('says nothing of an authority in the address, which may have a password in it', async () => {
    const { url, log } = await startConsole(oneServer(nobody))
    const { hostname: host, port } = new URL(url)
    httpRequest({ host, port, path: 'http://ada:s3cret@127.0.0.1/x', agent: false }).end()
    await vi.waitFor(() => expect(log).toHaveLength(1))
    expect(log.join('')).toContain(' GET /x 404 ')
  })

  test('tells of a stream when it ends', async () => {
    const upstream = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 1\n\n')
    })
    const { url, log } = await startConsole(oneServer(upstream.url))
    const answer = await ask(`${url}api/xw/npu-01/api/models/pull`, { method: 'POST', body: '{}' })
    await answer.next()
    expect(log).toEqual([])
    answer.leave()
    await vi.waitFor(() => expect(log).toHaveLength(1))
  })

  test('is not kept where nobody wants it', async () => {
    const { url, log } = await startConsole(oneServer(nobody), { log: null })
    await (await ask(url)).text()
    expect(log).toEqual([])
  })
})

test('over TLS of its own the console answers by https', async () => {
  const folder = await testFolder({ 'cert.pem': testCertificate.cert, 'key.pem': testCertificate.key })
  const tls = { cert: `${folder}/cert.pem`, key: `${folder}/key.pem` }
  const { url } = await startConsole(oneServer(nobody), { tls })
  expect(url).toMatch(/^https:/)
  expect((await ask(url)).status).toBe(200)
})
