// nginx and Caddy, for the tests of the console behind them. Plain JavaScript, as the other steps.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { apt, asRoot, isDebian, root } from './steps.mjs'

/** Unpacked and not installed: an installed one would begin to serve this machine at once. */
const unpacked = join(root, '.cache', 'web-servers')

const programs = { nginx: 'usr/sbin/nginx', caddy: 'usr/bin/caddy' }

/** @typedef {keyof typeof programs} Name */

/**
 * Where each is: the one named by QUARTERDECK_NGINX or QUARTERDECK_CADDY, the system's, or Debian's unpacked now;
 * null where there is none.
 * @returns {Promise<Record<Name, string | null>>}
 */
export async function ensureWebServers() {
  return { nginx: await ensure('nginx'), caddy: await ensure('caddy') }
}

/** @param {Name} name */
async function ensure(name) {
  const named = process.env[`QUARTERDECK_${name.toUpperCase()}`]
  const found = () =>
    [named ?? '', `/${programs[name]}`, join(unpacked, programs[name])].find(
      (path) => path !== '' && starts(name, path),
    ) ?? null
  const present = found()
  if (present !== null || !isDebian()) return present

  process.stdout.write(`No ${name} here: unpacking Debian's …\n`)
  mkdirSync(unpacked, { recursive: true })
  if (!download(name)) {
    await apt([...asRoot(), 'apt-get', 'update', '-qq'])
    if (!download(name)) return null
  }
  const archive = readdirSync(unpacked).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'))
  if (archive === undefined) return null
  const file = join(unpacked, archive)
  spawnSync('dpkg-deb', ['--extract', file, unpacked])
  if (found() === null && existsSync(join(unpacked, programs[name]))) {
    // It lacks a library: all that it needs but its own other packages.
    const { stdout } = spawnSync('dpkg-deb', ['--field', file, 'Depends'], { encoding: 'utf8' })
    const libraries = stdout.split(',').filter((entry) => /^\s*(?:lib|zlib)/.test(entry))
    await apt([...asRoot(), 'apt-get', 'satisfy', '-y', '-qq', '--no-install-recommends', libraries.join(',')])
  }
  return found()
}

/** @param {Name} name */
function download(name) {
  return (
    spawnSync('apt-get', ['download', '-qq', name], { cwd: unpacked, stdio: 'ignore', timeout: 300_000 }).status === 0
  )
}

/**
 * @param {Name} name
 * @param {string} path
 */
function starts(name, path) {
  return spawnSync(path, [name === 'nginx' ? '-v' : 'version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
}
