import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { caddyfile } from '../server/deploy/caddy.ts'
import { nginxSite } from '../server/deploy/nginx.ts'
import { nginxMain } from '../server/deploy/nginxMain.ts'
import { type Site, plainSite, siteProblems } from '../server/deploy/site.ts'
import { type ServerList, consoleConfig } from '../server/serverList.ts'

const root = resolve(import.meta.dirname, '..')

export type WebServerName = 'nginx' | 'caddy'

/** The program of this machine, or the one that `npm test` has unpacked; undefined where there is none. */
export function webServer(name: WebServerName): string | undefined {
  const named = process.env[`QUARTERDECK_${name.toUpperCase()}`]
  const places = [
    ...(named === undefined || named === '' ? [] : [named]),
    `/usr/sbin/${name}`,
    `/usr/bin/${name}`,
    join(root, `.cache/web-servers/usr/sbin/${name}`),
    join(root, `.cache/web-servers/usr/bin/${name}`),
  ]
  return places.find((path) => existsSync(path))
}

export interface RunningWebServer {
  /** Where the console is, with a slash at its end. */
  readonly url: string
  /** All it has written so far. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** The built console behind a web server that is set up as an operator is told to, in a folder of its own. */
export async function startWebServer(
  name: WebServerName,
  list: ServerList,
  wanted: Partial<Site> = {},
): Promise<RunningWebServer> {
  const program = webServer(name)
  if (program === undefined) throw new Error(`there is no ${name} here`)
  const folder = await mkdtemp(join(tmpdir(), `quarterdeck-${name}-`))
  await mkdir(join(folder, 'scratch'))
  const port = await freePort()
  const site: Site = {
    ...plainSite,
    root: join(root, 'dist'),
    configFolder: folder,
    listen: `127.0.0.1:${port}`,
    ...wanted,
  }
  const problems = siteProblems(site, list)
  if (problems.length > 0) throw new Error(problems.join('\n'))
  await writeFile(join(folder, 'config.json'), JSON.stringify(consoleConfig(list)))
  const args = name === 'nginx' ? await setUpNginx(folder, list, site) : await setUpCaddy(folder, list, site)

  const environment = { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  const listen = (chunk: Buffer): void => void (log += chunk.toString())
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  // A test that is given up does not get to stop it.
  const kill = (): void => void child.kill('SIGTERM')
  process.once('exit', kill)
  const url = `${site.tls === 'none' ? 'http' : 'https'}://127.0.0.1:${port}${site.base}`
  const answers = answering(url, () => child.exitCode === null)
  await Promise.race([answers, ended])
  if (child.exitCode !== null) throw new Error(`${name} ended: ${log}`)
  return {
    url,
    log: () => log,
    async stop() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the program says of a configuration when it only reads it; empty if it takes it. */
export async function complaints(name: WebServerName, configuration: string): Promise<string> {
  const program = webServer(name) ?? name
  const folder = await mkdtemp(join(tmpdir(), `quarterdeck-${name}-`))
  try {
    const file = join(folder, 'site')
    await writeFile(file, configuration)
    await writeFile(join(folder, 'nginx.conf'), nginxMain(file, folder, join(folder, 'access.log')))
    const args =
      name === 'nginx'
        ? ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')]
        : ['validate', '--adapter', 'caddyfile', '--config', file]
    const { status, stderr } = spawnSync(program, args, {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder },
    })
    return status === 0 ? '' : stderr
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function setUpNginx(folder: string, list: ServerList, site: Site): Promise<readonly string[]> {
  await writeFile(join(folder, 'site.conf'), nginxSite(list, site))
  await writeFile(
    join(folder, 'nginx.conf'),
    nginxMain(join(folder, 'site.conf'), join(folder, 'scratch'), join(folder, 'access.log')),
  )
  // Its workers read the console's files, which another user of this machine may not.
  const user = process.getuid?.() === 0 ? ' user root;' : ''
  return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', `daemon off;${user}`]
}

async function setUpCaddy(folder: string, list: ServerList, site: Site): Promise<readonly string[]> {
  // Nothing of this machine's own Caddy is touched, nor what the machine trusts.
  const apart = '{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n\tgrace_period 1s\n}\n\n'
  await writeFile(join(folder, 'Caddyfile'), apart + caddyfile(list, site))
  return ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')]
}

/** Resolves when something answers there, or when nothing ever will. */
async function answering(url: string, isAlive: () => boolean): Promise<void> {
  while (isAlive()) {
    const answered = await new Promise<boolean>((done) => {
      const ask = url.startsWith('https:') ? secureRequest : request
      ask(url, { method: 'HEAD', rejectUnauthorized: false }, (response) => {
        response.resume()
        done(true)
      })
        .once('error', () => setTimeout(() => done(false), 20))
        .end()
    })
    if (answered) return
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
