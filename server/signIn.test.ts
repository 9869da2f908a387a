import { describe, expect, test, vi } from 'vitest'
import { ask, oneServer, startConsole, startUpstream, testFolder } from './testing.ts'
import { testCertificate } from './testCertificate.ts'

const token = 'correct-horse-battery'
const base = '/ops/'

async function startGuarded(settings: Parameters<typeof startConsole>[1] = {}) {
  const upstream = await startUpstream((_request, response) => void response.end('{}'))
  const console = await startConsole(oneServer(upstream.url), { token, base, ...settings })
  const signIn = (tried: string, query = '', headers: Record<string, string> = {}) =>
    ask(`${console.url}sign-in${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ token: tried }).toString(),
    })
  return { ...console, upstream, signIn }
}

const cookieOf = (answer: { headers: { 'set-cookie'?: string[] | undefined } }) =>
  answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''

describe('without a session', () => {
  test.each(['config.json', 'api/xw/npu-01/api/health', 'api/none/x'])('%s is refused with JSON', async (path) => {
    const { url, upstream } = await startGuarded()
    const answer = await ask(`${url}${path}`)
    expect(answer.status).toBe(401)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(JSON.parse(await answer.text())).toMatchObject({ success: false, code: 'no-session' })
    expect(upstream.requests).toEqual([])
  })

  test('a page leads to the sign-in, which comes back to it', async () => {
    const { url, signIn } = await startGuarded()
    const { status, headers } = await ask(`${url}models/qwen3-8b?tab=license`)
    expect(status).toBe(303)
    expect(headers.location).toBe('/ops/sign-in?return=%2Fops%2Fmodels%2Fqwen3-8b%3Ftab%3Dlicense')
    const signedIn = await signIn(token, new URL(headers.location ?? '', url).search)
    expect(signedIn.headers.location).toBe('/ops/models/qwen3-8b?tab=license')
  })

  test('a link on another site is followed once more by this site’s page, which has the cookie', async () => {
    const { url } = await startGuarded()
    const answer = await ask(`${url}fleet?status="x"`, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('content="0; url=/ops/fleet?status=%22x%22"')
  })

  test.each(['/elsewhere.example/x', '\\elsewhere.example', '/\\elsewhere.example'])(
    'a link to /%s leads to no other site',
    async (path) => {
      const { url } = await startGuarded({ base: '/' })
      const answer = await ask(`${url}${path}`, { headers: { 'sec-fetch-site': 'cross-site' } })
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('refresh')
    },
  )

  test('a made-up session is none', async () => {
    const { url } = await startGuarded()
    for (const cookie of ['quarterdeck-session=abc', `quarterdeck-session=${token}`, 'quarterdeck-session=']) {
      expect((await ask(`${url}config.json`, { headers: { cookie } })).status).toBe(401)
    }
  })

  test('the sign-in page needs no script and no style of its own, and its form goes to this console', async () => {
    const { url } = await startGuarded()
    const page = await ask(`${url}sign-in?return=/ops/fleet`, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    const html = await page.text()
    expect(html).toContain('<html lang="zh-CN">')
    expect(html).toContain('访问令牌')
    expect(html).not.toMatch(/<style|style=|<script>| on\w+=/)
    expect(page.headers['content-security-policy']).toContain("form-action 'self'")
    expect((await ask(`${url}sign-in.css`)).headers['content-type']).toBe('text/css; charset=utf-8')
    expect((await ask(`${url}icon.svg`)).status).toBe(200)
  })
})

describe('signing in', () => {
  test('gives a cookie for this console only, which says nothing of the token', async () => {
    const { url, signIn, upstream } = await startGuarded()
    const signedIn = await signIn(token)
    expect(signedIn.status).toBe(303)
    expect(signedIn.headers.location).toBe('/ops/sign-in?done')
    const [cookie = ''] = signedIn.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^quarterdeck-session=[\w-]{43}; Path=\/ops\/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(token)
    const headers = { cookie: cookieOf(signedIn) }
    expect((await ask(`${url}config.json`, { headers })).status).toBe(200)
    expect((await ask(`${url}api/xw/npu-01/api/health`, { headers })).status).toBe(200)
    expect(upstream.requests[0]?.headers.cookie).toBeUndefined()
    expect(await (await ask(`${url}sign-in`, { headers })).text()).toContain('You are signed in')
  })

  test('over TLS the cookie never goes without it', async () => {
    const folder = await testFolder({ 'cert.pem': testCertificate.cert, 'key.pem': testCertificate.key })
    const own = await startGuarded({ tls: { cert: `${folder}/cert.pem`, key: `${folder}/key.pem` } })
    expect((await own.signIn(token)).headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    const proxied = await startGuarded()
    const { headers } = await proxied.signIn(token, '', { 'x-forwarded-proto': 'https' })
    expect(headers['set-cookie']?.[0]).toMatch(/; Secure$/)
  })

  test('each sign-in is a session of its own, and ends when it is signed out', async () => {
    const { url, signIn } = await startGuarded()
    const [one, two] = [cookieOf(await signIn(token)), cookieOf(await signIn(token))]
    expect(one).not.toBe(two)
    const out = await ask(`${url}sign-out`, { method: 'POST', headers: { cookie: one } })
    expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
    expect((await ask(`${url}config.json`, { headers: { cookie: one } })).status).toBe(401)
    expect((await ask(`${url}config.json`, { headers: { cookie: two } })).status).toBe(200)
  })

  test.each([
    '//evil.example/',
    'https://evil.example/',
    '/elsewhere',
    '/ops/../elsewhere',
    '/ops/\\evil',
    '/ops//\tx',
  ])('leads nowhere but to this console (%s)', async (to) => {
    const { signIn } = await startGuarded()
    const { headers } = await signIn(token, `?return=${encodeURIComponent(to)}`)
    expect(headers.location).toBe('/ops/sign-in?done')
  })

  test('with a wrong token says so, and after some has to wait, with the right one too', async () => {
    const { signIn, log } = await startGuarded()
    const wrong = await signIn('guess')
    expect(wrong.status).toBe(403)
    expect(await wrong.text()).toContain('This is not the token of this console.')
    for (let i = 0; i < 4; i++) await signIn(`guess ${i}`)
    const held = await signIn(token)
    expect(held.status).toBe(429)
    expect(Number(held.headers['retry-after'])).toBeGreaterThan(0)
    expect(await held.text()).toContain('Too many wrong tokens')
    await vi.waitFor(() => expect(log.join('\n')).toMatch(/POST \/ops\/sign-in 429 .* too-many-tries$/m))
    expect(log.join('')).not.toMatch(/guess|battery/)
  })

  test('cannot be done by another site’s page', async () => {
    const { signIn } = await startGuarded()
    expect((await signIn(token, '', { 'sec-fetch-site': 'cross-site' })).status).toBe(400)
  })

  test('a form that is no token is not read to its end', async () => {
    const { signIn } = await startGuarded()
    expect((await signIn('x'.repeat(100_000))).status).toBe(413)
  })
})
