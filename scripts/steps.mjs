// What every command needs first. Plain JavaScript without packages: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'

export const root = resolve(import.meta.dirname, '..')

const oldestNode = [20, 19]

/**
 * Runs a command in the project's root with its output shown, and resolves with its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function run(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`)
      done(127)
    })
    child.on('close', (code) => done(code ?? 1))
  })
}

/**
 * Runs a program of an installed package by its script, so that no shell and no npx comes in between.
 * @param {string} script path below node_modules
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function runPackage(script, args, env = {}) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args], env)
}

/** Installs the packages that package-lock.json names, unless just these are installed already. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [needMajor = 0, needMinor = 0] = oldestNode
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    process.stderr.write(`Quarterdeck needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.\n`)
    process.exit(1)
  }
  // By content: a checkout gives files new times, and an install that was stopped midway leaves no mark.
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const mark = join(root, 'node_modules', '.installed-lockfile')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  process.stdout.write('Installing packages …\n')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) process.exit(code)
  writeFileSync(mark, wanted)
}

/**
 * A port of this machine that nothing listens on.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => found(port))
    })
  })
}

/** The same engine without the windows of a browser, which nobody sees: tests take two thirds of the time in it. */
const headlessShell = '/usr/bin/chromium-headless-shell'

const systemChromiums = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
]

/**
 * The path of a Chromium to test with: the one named by QUARTERDECK_CHROMIUM, Playwright's own, the system's,
 * or one installed now, by Playwright or by apt. Call it after `ensureInstalled`.
 * @param {'whole' | 'light'} [kind] light: rather one without windows, where the system has it
 * @returns {Promise<string>}
 */
export async function ensureChromium(kind = 'whole') {
  const named = process.env['QUARTERDECK_CHROMIUM']
  if (named !== undefined && named !== '') return named
  const { chromium } = await import('@playwright/test')
  const ofSystem = kind === 'light' ? [headlessShell, ...systemChromiums] : [...systemChromiums, headlessShell]
  const found = () => [chromium.executablePath(), ...ofSystem].find((path) => existsSync(path) && starts(path))
  const present = found()
  if (present !== undefined) return present

  process.stdout.write('No Chromium here: installing one …\n')
  await run(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'])
  if (found() === undefined && isDebian()) {
    const sudo = asRoot()
    await apt([...sudo, 'apt-get', 'update', '-qq'])
    const names = kind === 'light' ? ['chromium-headless-shell', 'chromium'] : ['chromium']
    for (const name of names) {
      // Not every release has the first.
      if (found() === undefined)
        await apt([...sudo, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', name])
    }
  }
  const installed = found()
  if (installed === undefined) {
    process.stderr.write('No Chromium could be installed. Install one and name it in QUARTERDECK_CHROMIUM.\n')
    process.exit(1)
  }
  return installed
}

/** @param {string} path */
function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0
}

export function isDebian() {
  return (
    existsSync('/etc/debian_version') ||
    (existsSync('/etc/os-release') && /debian/i.test(readFileSync('/etc/os-release', 'utf8')))
  )
}

/** What a command begins with that only root may run. */
export function asRoot() {
  return process.getuid?.() === 0 ? [] : ['sudo', '-n']
}

/** @param {readonly string[]} command */
export async function apt([command = 'apt-get', ...args]) {
  await run(command, args, { DEBIAN_FRONTEND: 'noninteractive' })
}
