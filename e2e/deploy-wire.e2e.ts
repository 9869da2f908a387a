import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { securityHeaders } from '../server/securityHeaders.ts'
import type { ServerList } from '../server/serverList.ts'
import { type ScriptedUpstream, startScriptedUpstream } from './scriptedUpstream.ts'
import { type RunningWebServer, type WebServerName, startWebServer, webServer } from './webServers.ts'

// No browser here: what goes over the wire, to the byte. The walks of deploy.e2e.ts use the other place of each.
const bases: Readonly<Record<WebServerName, string>> = { nginx: '/', caddy: '/ops/console/' }

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function open(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ response: IncomingMessage; abort: () => void }> {
  return new Promise((done, failed) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.setEncoding('latin1')
      done({ response, abort: () => void sent.destroy() })
    })
    sent.once('error', failed)
    sent.end(body)
  })
}

async function ask(url: string, options?: Parameters<typeof open>[1]): Promise<Answer> {
  const { response } = await open(url, options)
  let raw = ''
  for await (const part of response) raw += String(part)
  const bytes = Buffer.from(raw, 'latin1')
  const body = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
  return { status: response.statusCode ?? 0, headers: response.headers, body: body.toString() }
}

/** What has come so far, and how it ended. */
function reading(response: IncomingMessage) {
  let text = ''
  response.on('data', (part: string) => void (text += part))
  const end = new Promise<'complete' | 'broken'>((done) => {
    response.once('end', () => done('complete'))
    response.once('error', () => done('broken'))
  })
  return { text: () => text, end }
}

function listOf(upstream: ScriptedUpstream, access: ServerList['access'] = 'full'): ServerList {
  return { access, title: `Über's "$uri" {env.HOME}`, servers: [{ kind: 'xw', name: 'npu-01', url: upstream.url }] }
}

for (const name of ['nginx', 'caddy'] as const) {
  const base = bases[name]

  test.describe(`${name} at ${base}`, () => {
    test.skip(webServer(name) === undefined, `there is no ${name} here, and none could be unpacked`)
    let upstream: ScriptedUpstream
    let shown: RunningWebServer
    test.beforeEach(async () => {
      upstream = await startScriptedUpstream()
    })
    test.afterEach(async () => {
      await shown.stop()
      await upstream.close()
    })

    test('passes each part of a stream on at once, and what becomes of either end', async () => {
      shown = await startWebServer(name, listOf(upstream), { base })
      const at = `${shown.url}api/xw/npu-01`
      for (const type of ['text/event-stream', 'text/plain; charset=utf-8']) {
        const asked = open(`${at}/api/models/pull?n=1`, {
          method: 'POST',
          headers: { 'accept-encoding': 'gzip', 'content-type': 'application/json', cookie: 'session=secret' },
          body: '{"model":"qwen3-4b"}',
        })
        const stream = await upstream.next()
        expect(stream).toMatchObject({ method: 'POST', path: '/api/models/pull?n=1', body: '{"model":"qwen3-4b"}' })
        expect(stream.headers).not.toHaveProperty('cookie')
        expect(stream.headers.host).toBe(new URL(upstream.url).host)
        stream.head(type)
        const { response } = await asked
        expect(response.headers['content-encoding']).toBeUndefined()
        const read = reading(response)
        let sofar = ''
        for (const part of ['data: {"n":1}\n\n', ': ping\n\n', 'half of ', 'a line\n']) {
          stream.write(part)
          sofar += part
          await expect.poll(read.text).toBe(sofar)
        }
        stream.end()
        expect(await read.end).toBe('complete')
      }

      const closed = open(`${at}/api/runtime/logs?alias=a&follow=true`)
      const left = await upstream.next()
      left.head('text/plain')
      left.write('one\n')
      const { response: silent, abort } = await closed
      await expect.poll(reading(silent).text).toBe('one\n')
      // Nothing is ever written again: the server must hear of it all the same.
      abort()
      await left.closed

      const early = open(`${at}/api/runtime/instances`).catch(() => 'gone')
      const waiting = await upstream.next()
      waiting.drop()
      expect(await early).toMatchObject({ response: { statusCode: 502 } })

      const cut = open(`${at}/api/models/pull`, { method: 'POST', body: '{}' })
      const dying = await upstream.next()
      dying.head('text/event-stream')
      dying.write('data: 1\n\n')
      const dropped = reading((await cut).response)
      await expect.poll(dropped.text).toBe('data: 1\n\n')
      dying.drop()
      // Caddy 2.6 makes a clean end of it; the console takes any end without a last frame for a broken one.
      expect(name === 'nginx' ? ['broken'] : ['broken', 'complete']).toContain(await dropped.end)
    })

    test('compresses, caches and protects what it shows, at every address of the console', async () => {
      shown = await startWebServer(name, listOf(upstream), { base })
      const html = await ask(shown.url, { headers: { 'accept-encoding': 'gzip' } })
      expect(html.status).toBe(200)
      expect(html.body).toContain(`<base href="${base}"`)
      const deep = await ask(`${shown.url}machines/npu-01.example?tab=x`)
      expect(deep.body).toBe(html.body)
      for (const page of [html, deep, await ask(`${shown.url}index.html`)]) {
        expect(page.status).toBe(200)
        expect(page.headers['content-type']).toMatch(/^text\/html/)
        expect(page.headers['cache-control']).toBe('no-cache')
        for (const [header, value] of Object.entries(securityHeaders())) {
          expect(page.headers[header.toLowerCase()], header).toBe(value)
        }
      }
      expect((await ask(`${shown.url}icon.svg`)).headers['content-type']).toBe('image/svg+xml')

      const script = /src="\.?\/?([^"]+\.js)"/.exec(html.body)?.[1] ?? ''
      const asset = await ask(`${shown.url}${script}`, { headers: { 'accept-encoding': 'gzip' } })
      expect(asset.status).toBe(200)
      expect(asset.headers['content-encoding']).toBe('gzip')
      expect(asset.headers['content-type']).toMatch(/^text\/javascript/)
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      const gone = await ask(`${shown.url}assets/old-build.js`)
      expect(gone.status).toBe(404)
      expect(gone.headers['cache-control']).toBe('no-store')

      const config = await ask(`${shown.url}config.json`)
      expect(config.headers['cache-control']).toBe('no-store')
      expect(JSON.parse(config.body)).toMatchObject({
        title: `Über's "$uri" {env.HOME}`,
        servers: [{ name: 'npu-01' }],
      })
      if (base !== '/') {
        expect((await ask(new URL('/', shown.url).href)).headers.location).toBe(base)
        expect((await ask(shown.url.slice(0, -1))).status).toBe(308)
        expect((await ask(new URL('/other', shown.url).href)).status).toBe(404)
      }
      const nobody = await ask(`${shown.url}api/xw/npu-02/api/health`)
      expect(nobody.status).toBe(404)
      expect(JSON.parse(nobody.body)).toMatchObject({ code: 'no-such-server' })

      const listed = ask(`${shown.url}api/xw/npu-01/api/devices/list`, { headers: { 'accept-encoding': 'gzip' } })
      const asked = await upstream.next()
      expect(asked.headers).not.toHaveProperty('accept-encoding')
      asked.head('application/json', {
        'access-control-allow-origin': '*',
        'set-cookie': 'a=b',
        'content-security-policy': "default-src 'unsafe-inline'",
      })
      asked.end(JSON.stringify({ devices: 'x'.repeat(5000) }))
      const { headers, body } = await listed
      expect(JSON.parse(body)).toEqual({ devices: 'x'.repeat(5000) })
      expect(headers['content-encoding']).toBe('gzip')
      expect(headers).not.toHaveProperty('access-control-allow-origin')
      expect(headers).not.toHaveProperty('set-cookie')
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
    })

    test('lets nothing change a server where the list says so, nor at the call of another site', async () => {
      shown = await startWebServer(name, listOf(upstream, 'read'), { base })
      const at = `${shown.url}api/xw/npu-01`
      const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
      for (const path of [
        '/api/models/pull',
        '/api/runtime/stop',
        '/api/models/list/../pull',
        '/api/models/list/%2e%2e/pull',
        '/api/models/list%2f..%2fpull',
        '//api/models/pull',
        '/v1/../api/update',
        '/api/models/list%0a',
      ]) {
        const refused = await ask(`${at}${path}`, post)
        expect([400, 404, 405], path).toContain(refused.status)
        if (refused.status === 405) expect(refused.headers['quarterdeck-refusal']).toBe('read-only')
      }
      expect((await ask(`${at}/api/models/list`, { ...post, method: 'DELETE' })).status).toBe(405)
      expect(upstream.count()).toBe(0)
      for (const path of ['/api/models/list', '/v1/chat/completions']) {
        const allowed = ask(`${at}${path}`, post)
        ;(await upstream.next()).end('{}')
        expect((await allowed).status).toBe(200)
      }

      const foreign = await ask(`${at}/api/models/list`, { ...post, headers: { origin: 'https://evil.example' } })
      expect(foreign.status).toBe(400)
      expect(JSON.parse(foreign.body)).toMatchObject({ code: 'other-site' })
      // As from a page whose owner lets a name of theirs point here.
      const rebound = await ask(`${at}/api/health`, { headers: { host: 'evil.example' } })
      expect(rebound.body).not.toContain('evil')
      expect(rebound.status === 421 || rebound.body === '', 'another host is not answered to').toBe(true)
      const { origin } = new URL(shown.url)
      const own = ask(`${at}/api/models/list`, { ...post, headers: { origin } })
      ;(await upstream.next()).end('{}')
      expect((await own).status).toBe(200)
      expect(upstream.count()).toBe(3)
    })

    test('asks oauth2-proxy about each call, names the user, and tells a page whose session has ended', async () => {
      const signedIn = { cookie: '_quarterdeck=good' }
      const asked: { path: string; cookie: unknown; as: unknown; wants: unknown }[] = []
      // As far as the web server sees it: what it answers when asked, and the start of signing in.
      const oauth2 = await startScriptedUpstream(({ path, headers, head, end }) => {
        const { cookie, 'x-auth-request-user': as, 'x-auth-request-redirect': wants } = headers
        asked.push({ path, cookie, as, wants })
        if (path.endsWith('/oauth2/auth') && cookie === signedIn.cookie) {
          head('text/plain', { 'x-auth-request-user': 'u-17', 'x-auth-request-preferred-username': 'mei' }, 202)
        } else if (path.endsWith('/oauth2/auth') && cookie === '_quarterdeck=nameless') {
          head('text/plain', { 'x-auth-request-user': 'u-18' }, 202)
        } else if (path.endsWith('/oauth2/auth')) {
          head('text/plain', {}, 401)
        } else {
          head('text/html', { location: 'https://id.example/authorize?state=1', 'set-cookie': '_csrf=1' }, 302)
        }
        end()
        return true
      })
      shown = await startWebServer(name, listOf(upstream), {
        base,
        signIn: { oauth2Proxy: new URL(oauth2.url).host },
      })
      try {
        const config = await ask(`${shown.url}config.json`, { headers: signedIn })
        expect(config.status).toBe(200)
        expect(config.headers['quarterdeck-user']).toBe('mei')
        const plain = await ask(`${shown.url}config.json`, { headers: { cookie: '_quarterdeck=nameless' } })
        expect(plain.headers['quarterdeck-user']).toBe('u-18')

        const pulled = open(`${shown.url}api/xw/npu-01/api/models/pull`, {
          method: 'POST',
          headers: { ...signedIn, 'content-type': 'application/json' },
          body: '{"model":"qwen3-4b"}',
        })
        const stream = await upstream.next()
        expect(stream.body).toBe('{"model":"qwen3-4b"}')
        expect(stream.headers).not.toHaveProperty('cookie')
        stream.head('text/event-stream')
        const read = reading((await pulled).response)
        stream.write('data: 1\n\n')
        await expect.poll(read.text).toBe('data: 1\n\n')

        // The session ends. What is under way goes on; what is asked anew is told.
        const forged = { 'x-auth-request-user': 'root', 'x-auth-request-preferred-username': 'root' }
        for (const path of ['config.json', 'api/xw/npu-01/api/health']) {
          const refused = await ask(`${shown.url}${path}`, { headers: forged })
          expect(refused.status).toBe(401)
          expect(refused.headers['content-type']).toMatch(/^application\/json/)
          expect(JSON.parse(refused.body)).toMatchObject({ code: 'no-session' })
          expect(refused.headers['quarterdeck-refusal']).toBe('no-session')
          expect(refused.headers['quarterdeck-user']).toBeUndefined()
        }
        expect(upstream.count()).toBe(1)
        stream.write('data: 2\n\n')
        await expect.poll(read.text).toBe('data: 1\n\ndata: 2\n\n')
        stream.end()
        expect(await read.end).toBe('complete')

        const page = await ask(`${shown.url}models?q=a&kind=b`)
        expect(page.status).toBe(302)
        expect(page.headers.location).toBe('https://id.example/authorize?state=1')
        expect(page.headers['set-cookie']).toEqual(['_csrf=1'])
        expect(asked.at(-1)).toMatchObject({ path: `${base}oauth2/start`, wants: `${base}models?q=a&kind=b` })
        expect((await ask(`${shown.url}models`, { headers: signedIn })).body).toContain(`<base href="${base}"`)
        await oauth2.close()
        const alone = await ask(`${shown.url}api/xw/npu-01/api/health`, { headers: signedIn })
        expect([502, 503]).toContain(alone.status)
        expect(upstream.count()).toBe(1)
      } finally {
        await oauth2.close().catch(() => undefined)
      }
    })
  })
}
