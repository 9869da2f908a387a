// Asks the registry for known vulnerabilities of the packages in package-lock.json. A high or critical one in what ships
// fails; every other, and what only builds and tests, is named. A registry that does not answer, or not in time, is no
// fault of the project: that is said, and passes.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { findingText, readAudit } from './readAudit.mjs'
import { accountedFor, broughtBy } from './shippedPackages.mjs'
import { root } from './steps.mjs'

const LIMIT_MS = 20_000

/** @returns {Promise<number>} an exit code */
export async function audit() {
  const places = broughtBy(JSON.parse(read('package-lock.json')), accountedFor(read('README.md')))
  const output = await ask()
  const report = readAudit(output ?? '', (place) => places.has(place))
  if (report.kind === 'unknown') {
    const why = output === null ? `no answer within ${LIMIT_MS / 1000} s` : report.why
    process.stdout.write(`warning: known vulnerabilities could not be asked for: ${why}\n`)
    return 0
  }
  const { grave, others } = report
  for (const finding of grave) process.stdout.write(`FAILED: ${findingText(finding)}\n`)
  for (const finding of others) process.stdout.write(`warning: ${findingText(finding)}\n`)
  process.stdout.write(`${grave.length} grave of ${places.size} packages in what ships, ${others.length} other\n`)
  return grave.length === 0 ? 0 : 1
}

/** @param {string} name */
function read(name) {
  return readFileSync(join(root, name), 'utf8')
}

/** @returns {Promise<string | null>} what npm wrote; null where it took too long */
function ask() {
  return new Promise((done) => {
    let output = ''
    const child = spawn('npm', ['audit', '--json'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
      // One attempt: trying again is for whoever runs it again.
      env: { ...process.env, npm_config_fetch_retries: '0' },
    })
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      done(null)
    }, LIMIT_MS)
    const end = () => {
      clearTimeout(timer)
      done(output)
    }
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
    })
    child.once('error', end)
    child.once('close', end)
  })
}
