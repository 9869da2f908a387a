import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from 'node:http2'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { rootCertificates } from 'node:tls'
import { expect, test } from '@playwright/test'
import { testCertificate } from '../server/testCertificate.ts'
import { startScriptedUpstream } from './scriptedUpstream.ts'
import { complaints, startWebServer, webServer } from './webServers.ts'

function post(session: ClientHttp2Session, path: string) {
  const stream: ClientHttp2Stream = session.request({ ':method': 'POST', ':path': path })
  stream.setEncoding('utf8')
  let text = ''
  stream.on('data', (part: string) => void (text += part))
  const status = new Promise<number>((done, failed) => {
    stream.once('response', (headers) => done(headers[':status'] ?? 0))
    stream.once('error', failed)
  })
  const end = new Promise<'complete' | 'broken'>((done) => {
    stream.once('end', () => done('complete'))
    stream.once('error', () => done('broken'))
    stream.once('aborted', () => done('broken'))
  })
  stream.end('{}')
  return { stream, status, text: () => text, end }
}

const deploy = resolve(import.meta.dirname, '../deploy')

for (const name of ['nginx', 'caddy'] as const) {
  test(`${name} streams over HTTP/2, cancels what is closed, and believes a server only by its authority`, async () => {
    test.skip(webServer(name) === undefined, `there is no ${name} here, and none could be unpacked`)
    const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-tls-'))
    const files = {
      certificate: join(folder, 'cert.pem'),
      key: join(folder, 'key.pem'),
      authorities: join(folder, 'ca.pem'),
    }
    await writeFile(files.certificate, testCertificate.cert)
    await writeFile(files.key, testCertificate.key)
    // nginx reads what the machine trusts from a file; here what Node does.
    await writeFile(files.authorities, rootCertificates.join('\n'))
    const upstream = await startScriptedUpstream(undefined, testCertificate)
    const server = { kind: 'xw', url: upstream.url } as const
    const shown = await startWebServer(
      name,
      {
        access: 'full',
        servers: [
          { ...server, name: 'known', ca: files.certificate },
          { ...server, name: 'stranger' },
          { ...server, name: 'unlooked', insecure: true },
        ],
      },
      { host: 'localhost', tls: files, authorities: files.authorities },
    )
    const session = connect(`https://localhost:${new URL(shown.url).port}`, { ca: testCertificate.cert })
    try {
      const pull = post(session, '/api/xw/known/api/models/pull')
      const asked = await upstream.next()
      expect(asked).toMatchObject({ path: '/api/models/pull', body: '{}' })
      asked.head('text/event-stream')
      // Over HTTP/2 nginx 1.22 keeps the head of an answer until something follows it.
      asked.write('data: 1\n\n')
      expect(await pull.status).toBe(200)
      await expect.poll(pull.text).toBe('data: 1\n\n')
      // One stream of a connection that goes on: as a tab's cancelled pull beside its others.
      pull.stream.close()
      await asked.closed

      const cut = post(session, '/api/xw/unlooked/api/models/pull')
      const dying = await upstream.next()
      dying.head('text/event-stream')
      dying.write('data: 1\n\n')
      await expect.poll(cut.text).toBe('data: 1\n\n')
      dying.drop()
      expect(name === 'nginx' ? ['broken'] : ['broken', 'complete']).toContain(await cut.end)

      expect(await post(session, '/api/xw/stranger/api/models/list').status).toBe(502)
      expect(upstream.count()).toBe(2)
    } finally {
      session.destroy()
      await shown.stop()
      await upstream.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
  test(`${name} takes its configurations of deploy/`, async () => {
    test.skip(webServer(name) === undefined, `there is no ${name} here, and none could be unpacked`)
    const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-deploy-'))
    try {
      const pem = join(folder, 'cert.pem')
      const key = join(folder, 'cert.key')
      await writeFile(pem, testCertificate.cert)
      await writeFile(key, testCertificate.key)
      const all = await readdir(deploy, { recursive: true })
      const own = all.filter((path) =>
        (name === 'nginx' ? /site[\w-]*\.conf$|quarterdeck[\w-]*\.conf$/ : /Caddyfile/).test(path),
      )
      expect(own).toHaveLength(name === 'nginx' ? 4 : 2)
      for (const path of own) {
        const text = await readFile(join(deploy, path), 'utf8')
        // What they name is not on this machine: certificates, hosts, and the right to listen on 443.
        const here = text
          .replaceAll(/\/etc\/[\w./-]+\.(?:pem|crt)\b/g, pem)
          .replaceAll(/\/etc\/[\w./-]+\.key\b/g, key)
          .replaceAll(/(?<=proxy_pass https?:\/\/)[\w-]+\.example\.org/g, '127.0.0.1')
          .replace(/listen 443/, 'listen 127.0.0.1:4443')
        expect(await complaints(name, here), path).toBe('')
      }
      expect(await complaints(name, 'nonsense {')).not.toBe('')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
}
