import { once } from 'node:events'
import { request as httpRequest, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { testCertificate } from './testCertificate.ts'
import { ask, oneServer, startConsole, startUpstream, testFolder } from './testing.ts'

const events = { 'content-type': 'text/event-stream' }

/** An upstream with one stream, in the hands of the test. */
async function startStream() {
  let opened: (response: ServerResponse) => void
  const stream = new Promise<ServerResponse>((done) => (opened = done))
  const upstream = await startUpstream((_request, response) => {
    response.writeHead(200, events)
    response.flushHeaders()
    opened(response)
  })
  const console = await startConsole(oneServer(upstream.url))
  const pull = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"model":"qwen3-4b"}' }
  const answer = await ask(`${console.url}api/xw/npu-01/api/models/pull`, pull)
  return { answer, stream: await stream, console, upstream }
}

const redirecting = async (location: (url: string) => string, base = '/') => {
  const upstream: { url: string } = await startUpstream((_request, response) => {
    response.writeHead(302, { location: location(upstream.url) }).end()
  })
  const console = await startConsole(oneServer(`${upstream.url}/root`), { base })
  return { answer: await ask(`${console.url}api/xw/npu-01/api/health`), console }
}

const said = async (url: string, settings: Parameters<typeof startConsole>[1] = {}) => {
  const console = await startConsole(oneServer(url), settings)
  const answer = await ask(`${console.url}api/xw/npu-01/api/health`)
  return { status: answer.status, ...(JSON.parse(await answer.text()) as { error: string; code: string }) }
}

/** Takes connections and treats them as the test says. */
async function startSocket(treat: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    treat(socket)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const startSecure = () => startUpstream((_request, response) => void response.end('{"status":"healthy"}'), true)

const asked = async (list: object, settings: Parameters<typeof startConsole>[1] = {}) => {
  const console = await startConsole(list, settings)
  const answer = await ask(`${console.url}api/xw/npu-01/api/health`)
  return { status: answer.status, text: await answer.text() }
}

describe('a stream', () => {
  test('its head comes before its first event, and each event while the server waits with the next', async () => {
    const { answer, stream } = await startStream()
    expect(answer.status).toBe(200)
    expect(answer.headers['x-accel-buffering']).toBe('no')
    stream.write('data: 1\n\n')
    expect(await answer.next()).toBe('data: 1\n\n')
    stream.write(': ping\n\n')
    expect(await answer.next()).toBe(': ping\n\n')
    stream.end()
    expect(await answer.next()).toBeUndefined()
  })

  test('a tab that is closed ends the request to the server, and so the pull', async () => {
    const { answer, stream, console } = await startStream()
    stream.write('data: 1\n\n')
    await answer.next()
    const closed = once(stream, 'close')
    answer.leave()
    await closed
    expect(stream.writableFinished).toBe(false)
    await vi.waitFor(() =>
      expect(console.log.join('')).toMatch(/ POST \/api\/xw\/npu-01\/api\/models\/pull 200 .* left$/),
    )
  })

  test('a server that drops midway breaks the answer off instead of ending it', async () => {
    const { answer, stream, console } = await startStream()
    stream.write('data: 1\n\n')
    expect(await answer.next()).toBe('data: 1\n\n')
    stream.destroy()
    await expect(answer.next()).rejects.toThrow('aborted')
    await vi.waitFor(() => expect(console.log.join('')).toMatch(/ dropped$/))
  })

  test('a body that comes a byte at a time is passed on a byte at a time', async () => {
    const { answer, stream } = await startStream()
    for (const byte of 'data: 1') {
      stream.write(byte)
      expect(await answer.next()).toBe(byte)
    }
  })

  test('what is sent goes on to the server part by part too', async () => {
    const got: string[] = []
    const upstream = await startUpstream((request, response) => {
      request.on('data', (part: Buffer) => {
        got.push(part.toString())
        response.write(part)
      })
      request.on('end', () => response.end())
      response.writeHead(200)
    })
    const console = await startConsole(oneServer(upstream.url))
    const sending = httpRequest(`${console.url}api/xw/npu-01/v1/chat/completions`, { method: 'POST', agent: false })
    const answered = once(sending, 'response')
    sending.write('first')
    await vi.waitFor(() => expect(got).toEqual(['first']))
    sending.end('second')
    await answered
    await vi.waitFor(() => expect(got.join(' ')).toBe('first second'))
  })
})

describe('what is passed on', () => {
  test('method, path, query, body and type, and nothing of the session', async () => {
    let body = ''
    const upstream = await startUpstream((request, response) => {
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => response.end('{}'))
    })
    const console = await startConsole(oneServer(`${upstream.url}/behind/this`))
    await ask(`${console.url}api/xw/npu-01/api/models/show?all=true&x=%2F`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'anthropic-version': '2023-06-01',
        cookie: 'quarterdeck-session=abc; other=1',
        authorization: 'Basic eDp5',
        'x-forwarded-user': 'mallory',
      },
      body: '{"model":"x"}',
    })
    const [request] = upstream.requests
    expect(`${request?.method} ${request?.url}`).toBe('POST /behind/this/api/models/show?all=true&x=%2F')
    expect(body).toBe('{"model":"x"}')
    expect(request?.headers).toEqual({
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
      'content-length': '13',
      connection: 'close',
      host: upstream.url.slice('http://'.length),
    })
  })

  test('a packed answer stays packed', async () => {
    const packed = gzipSync('{"devices":[]}')
    const upstream = await startUpstream((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' })
      response.end(packed)
    })
    const console = await startConsole(oneServer(upstream.url))
    const answer = await ask(`${console.url}api/xw/npu-01/api/devices/list`)
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(await answer.bytes()).toString()).toBe('{"devices":[]}')
  })

  test('an answer can set no cookie and no rule of the console’s own origin', async () => {
    const upstream = await startUpstream((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'set-cookie': 'quarterdeck-session=mine',
        'content-security-policy': "default-src 'unsafe-inline'",
        'service-worker-allowed': '/',
        'clear-site-data': '"*"',
        refresh: '0; url=http://elsewhere',
        date: 'Sat, 21 Nov 2026 10:00:00 GMT',
      })
      response.end('<script>alert(1)</script>')
    })
    const console = await startConsole(oneServer(upstream.url))
    const { headers } = await ask(`${console.url}api/xw/npu-01/`)
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['service-worker-allowed']).toBeUndefined()
    expect(headers['clear-site-data']).toBeUndefined()
    expect(headers['refresh']).toBeUndefined()
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    // The console reads the server's clock from it.
    expect(headers.date).toBe('Sat, 21 Nov 2026 10:00:00 GMT')
  })

  test.each([502, 503, 404, 400])('a server’s own %i stays what it says', async (status) => {
    const upstream = await startUpstream((_request, response) => void response.writeHead(status).end('its own words'))
    const console = await startConsole(oneServer(upstream.url))
    const answer = await ask(`${console.url}api/xw/npu-01/api/health`)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toBe('its own words')
  })
})

test('a connection that its sender wants closed after the answer is closed', async () => {
  const upstream = await startUpstream((_request, response) => void response.end('{}'))
  const console = await startConsole(oneServer(upstream.url))
  const { headers } = await ask(`${console.url}api/xw/npu-01/api/health`, { headers: { connection: 'close' } })
  expect(headers.connection).toBe('close')
})

describe('a redirect', () => {
  test.each(['/root/api/other?x=1', 'other?x=1', './other?x=1'])(
    'within the server (%s) stays within the console',
    async (to) => {
      const { answer } = await redirecting(() => to, '/ops/')
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toBe('/ops/api/xw/npu-01/api/other?x=1')
    },
  )

  test('to the server’s own address stays within the console', async () => {
    const { answer } = await redirecting((url) => `${url}/root/`)
    expect(answer.headers.location).toBe('/api/xw/npu-01/')
  })

  test.each(['https://login.internal:8443/start?token=s3cret', '//elsewhere/x', '/outside', '/root/../outside'])(
    'to %s is said, and not followed by the browser',
    async (to) => {
      const { answer, console } = await redirecting(() => to)
      expect(answer.status).toBe(502)
      expect(answer.headers.location).toBeUndefined()
      const said: unknown = JSON.parse(await answer.text())
      expect(said).toMatchObject({ success: false, code: 'redirected' })
      expect(JSON.stringify(said)).toContain('npu-01 redirects to another address')
      expect(JSON.stringify(said)).not.toContain('s3cret')
      await vi.waitFor(() => expect(console.log.join('')).toMatch(/ 502 .* redirected$/))
    },
  )
})

describe('a server that does not answer', () => {
  test('nothing listens: 502, which names the server and not its address', async () => {
    const { status, error, code } = await said('http://127.0.0.1:9')
    expect({ status, code }).toEqual({ status: 502, code: 'ECONNREFUSED' })
    expect(error).toBe('npu-01 refuses the connection: nothing listens there')
  })

  test('its name is not known: 502', async () => {
    const { status, error } = await said('http://no-such-host.invalid')
    expect(status).toBe(502)
    expect(error).toContain('npu-01 has a host name that')
  })

  test('it takes the request and is silent: 504 after the time set, and the request is given up', async () => {
    const upstream = await startUpstream(() => undefined)
    const { status, error, code } = await said(upstream.url, { timeouts: { connectMs: 5000, headMs: 50 } })
    expect({ status, code }).toEqual({ status: 504, code: 'head-timeout' })
    expect(error).toBe('npu-01 did not begin to answer within 0.05 s')
    await vi.waitFor(() => expect([...upstream.sockets].every((socket) => socket.destroyed)).toBe(true))
  })

  test('its TLS never comes about: 504 after the time set', async () => {
    const address = await startSocket(() => undefined)
    const { status, code } = await said(`https://${address}`, { timeouts: { connectMs: 50, headMs: 5000 } })
    expect({ status, code }).toEqual({ status: 504, code: 'connect-timeout' })
  })

  test('it hangs up before it answers: 502', async () => {
    const address = await startSocket((socket) => socket.once('data', () => socket.destroy()))
    const { status, error } = await said(`http://${address}`)
    expect(status).toBe(502)
    expect(error).toBe('npu-01 closed the connection before it answered')
  })

  test('something else than HTTP answers: 502', async () => {
    const address = await startSocket((socket) => void socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    const { status, error } = await said(`http://${address}`)
    expect(status).toBe(502)
    expect(error).toBe('npu-01 answers something that is not HTTP')
  })

  test.each([
    ['a status that is none', 'HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nok'],
    ['no status at all', 'HTTP/1.1 000 Odd\r\nContent-Length: 2\r\n\r\nok'],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
  ])('%s: 502, and the others go on being answered', async (_, head) => {
    const address = await startSocket((socket) => void socket.once('data', () => socket.end(head)))
    const { status, error } = await said(`http://${address}`)
    expect(status).toBe(502)
    expect(error).toBe('npu-01 answers something that is not HTTP')
  })

  test('control characters beside its status are left out, and its answer is passed on', async () => {
    const head = 'HTTP/1.1 200 O\u0001K\r\nContent-Length: 2\r\n\r\nok'
    const address = await startSocket((socket) => void socket.once('data', () => socket.end(head)))
    expect(await asked(oneServer(`http://${address}`))).toEqual({ status: 200, text: 'ok' })
  })

  test('it breaks off in a way that only its body shows: the 502 is of one piece all the same', async () => {
    const head = 'HTTP/1.1 200 OK\r\nETag: "1"\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-A: \u0001\r\n\r\n'
    const address = await startSocket((socket) => void socket.once('data', () => socket.end(head)))
    const console = await startConsole(oneServer(`http://${address}`))
    const { status, headers } = await ask(`${console.url}api/xw/npu-01/api/health`)
    expect(status).toBe(502)
    expect(headers).toMatchObject({ 'quarterdeck-refusal': 'HPE_INVALID_HEADER_TOKEN' })
    expect(headers).not.toHaveProperty('transfer-encoding')
    expect(headers).not.toHaveProperty('etag')
  })
})

describe('a server behind TLS', () => {
  test('with a certificate of nobody’s that is trusted is refused, with what to do', async () => {
    const { status, text } = await asked(oneServer((await startSecure()).url))
    expect(status).toBe(502)
    expect(text).toContain('npu-01 has a certificate that it signed itself: name it with --ca')
  })

  test('is trusted with the authority of the command line, or its own of the list', async () => {
    const { url } = await startSecure()
    expect(await asked(oneServer(url), { ca: testCertificate.cert })).toMatchObject({ status: 200 })
    const folder = await testFolder({ 'ca.pem': testCertificate.cert })
    const list = { servers: [{ kind: 'xw', name: 'npu-01', url, ca: `${folder}/ca.pem` }] }
    expect(await asked(list)).toMatchObject({ status: 200, text: '{"status":"healthy"}' })
  })

  test('is not looked at only where that is said', async () => {
    const { url } = await startSecure()
    expect(await asked(oneServer(url), { insecure: true })).toMatchObject({ status: 200 })
    expect(await asked({ servers: [{ kind: 'xw', name: 'npu-01', url, insecure: true }] })).toMatchObject({
      status: 200,
    })
  })
})
