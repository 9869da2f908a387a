import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testFolder } from '../testing.ts'
import { printCommand } from './printCommand.ts'

const list = { servers: [{ kind: 'xw', name: 'npu-01', url: 'https://npu-01:8443', ca: '/etc/elsewhere.pem' }] }

/** Runs it with `LIST` standing for a file with one server. */
async function print(...args: readonly string[]): Promise<string> {
  const folder = await testFolder({ 'servers.json': JSON.stringify(list), 'broken.json': '{' })
  const files: Readonly<Record<string, string>> = { LIST: 'servers.json', BROKEN: 'broken.json' }
  const printed = await printCommand(args.map((arg) => (files[arg] === undefined ? arg : join(folder, files[arg]))))
  return 'text' in printed ? printed.text : `refused: ${printed.problems.join('; ')}`
}

describe('quarterdeck print', () => {
  test.each([
    ['', 'print one of nginx, caddy'],
    ['apache', 'print one of nginx, caddy'],
    ['nginx caddy', 'print one of'],
    ['nginx', 'needs a list'],
    ['nginx --servers /no/such.json', 'does not exist'],
    ['nginx --servers BROKEN', 'is not JSON'],
    ['nginx --servers LIST --cert /a.pem', 'belong together'],
    ['nginx --servers LIST --tls maybe', 'automatic or internal'],
    ['nginx --servers LIST --listen 443', 'could start and stop models'],
    ['nginx --colour', 'colour'],
  ])('%j is refused', async (args, why) => {
    expect(await print(...args.split(' ').filter((arg) => arg !== ''))).toMatch(/^refused: /)
    expect(await print(...args.split(' ').filter((arg) => arg !== ''))).toContain(why)
  })

  test('prints what is asked for', async () => {
    const site = '--servers LIST --base /ops/ --listen 443 --host a.example --cert /c.pem --key /k.pem'.split(' ')
    const nginx = await print('nginx', ...site, '--oauth2-proxy', '127.0.0.1:4180')
    expect(nginx).toContain('listen 443 ssl http2')
    expect(nginx).toContain('auth_request /ops/oauth2/auth;')
    expect(nginx).toContain('proxy_ssl_trusted_certificate /etc/elsewhere.pem;')
    expect(await print('caddy', ...site, '--signed-in-front')).toContain('https://a.example:443 {')
    expect(await print('oauth2-proxy', ...site, '--oauth2-proxy', '127.0.0.1:4180')).toContain(
      'redirect_url = "https://a.example/ops/oauth2/callback"',
    )
    expect(JSON.parse(await print('config', '--servers', 'LIST'))).toMatchObject({
      servers: [{ url: 'api/xw/npu-01' }],
    })
    expect(await print('systemd', '--servers', 'LIST')).toContain('DynamicUser=yes')
    expect(await print('--help')).toContain('--oauth2-proxy')
  })
})
