// Asks the registry for known vulnerabilities of the packages in package-lock.json. What ships (`dependencies` and all
// that they bring) fails on a high or critical one; the rest, and what only builds and tests, is named. A registry that
// does not answer, or not in time, is no fault of the project: that is said, and passes.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { findingText, readAudit } from './readAudit.mjs'
import { root } from './steps.mjs'

const LIMIT_MS = 20_000

/** @returns {Promise<number>} an exit code */
export async function audit() {
  const [shipped, all] = await Promise.all([ask(['--omit=dev']), ask([])])
  for (const [what, report] of /** @type {const} */ ([
    ['what ships', shipped],
    ['all packages', all],
  ])) {
    if (report.kind === 'unknown')
      say(`warning: known vulnerabilities of ${what} could not be asked for: ${report.why}`)
  }
  const grave = shipped.kind === 'known' ? shipped.grave : []
  const inWhatShips = new Set(shipped.kind === 'known' ? [...grave, ...shipped.others].map(({ name }) => name) : [])
  const elsewhere =
    all.kind === 'known' ? [...all.grave, ...all.others].filter(({ name }) => !inWhatShips.has(name)) : []
  for (const finding of grave) say(`ships: ${findingText(finding)}`)
  for (const finding of shipped.kind === 'known' ? shipped.others : []) say(`warning, ships: ${findingText(finding)}`)
  for (const finding of elsewhere) say(`warning, only builds and tests: ${findingText(finding)}`)
  if (shipped.kind === 'known' && inWhatShips.size === 0) say('no known vulnerability in what ships')
  return grave.length === 0 ? 0 : 1
}

/** @param {readonly string[]} args */
function ask(args) {
  return new Promise((/** @type {(report: ReturnType<typeof readAudit>) => void} */ done) => {
    let output = ''
    let isLate = false
    const child = spawn('npm', ['audit', '--json', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
      // One attempt: the whole has twenty seconds.
      env: { ...process.env, npm_config_fetch_retries: '0', npm_config_fetch_timeout: String(LIMIT_MS) },
    })
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, LIMIT_MS)
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.on('error', (error) => {
      clearTimeout(timer)
      done({ kind: 'unknown', why: error.message })
    })
    child.on('close', () => {
      clearTimeout(timer)
      done(isLate ? { kind: 'unknown', why: `no answer within ${LIMIT_MS / 1000} s` } : readAudit(output))
    })
  })
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`)
}
