// npm test: every check, in the order in which a failure is cheapest to find. Goes on after a failure, so that one
// run shows all that is wrong, and ends with one line that sums up what the runners counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { audit } from './audit.mjs'
import { ensureChromium, ensureInstalled, freePort, root, run, runPackage } from './steps.mjs'
import { ensureWebServers } from './web-servers.mjs'

await ensureInstalled()

const reports = join(root, '.cache', 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')

let passed = 0
let failed = 0
/** @type {string[]} */
const summary = []

/**
 * @param {string} name
 * @param {() => Promise<number>} check resolves with an exit code
 * @param {() => { passed: number, failed: number }} [count] what its runner counted
 */
async function step(name, check, count) {
  process.stdout.write(`\n── ${name}\n`)
  const started = Date.now()
  const code = await check()
  const counted = count?.() ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
  // A runner that fails without counting a failure (a crash, no tests found) is a failure all the same.
  const failures = code !== 0 && counted.failed === 0 ? 1 : counted.failed
  passed += counted.passed
  failed += failures
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  summary.push(
    `${failures === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${counted.passed} passed, ${failures} failed (${seconds} s)`,
  )
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function countUnit() {
  const report = read(unitReport)
  return { passed: report?.numPassedTests ?? 0, failed: (report?.numFailedTests ?? 0) + (report === undefined ? 1 : 0) }
}

function countE2e() {
  const stats = read(e2eReport)?.stats
  // A test that only passes when tried again is not a passing test.
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 1) + (stats?.flaky ?? 0) }
}

await step('types', () => runPackage('typescript/bin/tsc', ['--noEmit']))
await step('lint', () => runPackage('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']))
await step('format', () => runPackage('oxfmt/bin/oxfmt', ['--check']))
await step('dead code', () => runPackage('knip/bin/knip.js', []))
await step('known vulnerabilities', audit)
await step(
  'unit',
  () =>
    runPackage('vitest/vitest.mjs', [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ]),
  countUnit,
)
await step('build', () => runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn']))
await step('build with mocks', () => runPackage('vite/bin/vite.js', ['build', '--mode', 'mock', '--logLevel', 'warn']))
await step('build of the server', () =>
  runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--config', 'vite.server.config.ts']),
)
const chromium = await ensureChromium('light')
const webServers = await ensureWebServers()
const port = process.env['QUARTERDECK_E2E_PORT'] ?? String(await freePort())
await step(
  'end to end',
  () =>
    run(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...process.argv.slice(2)], {
      QUARTERDECK_CHROMIUM: chromium,
      QUARTERDECK_E2E_PORT: port,
      PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport,
      ...(webServers.nginx === null ? {} : { QUARTERDECK_NGINX: webServers.nginx }),
      ...(webServers.caddy === null ? {} : { QUARTERDECK_CADDY: webServers.caddy }),
    }),
  countE2e,
)
for (const [name, path] of Object.entries(webServers)) {
  if (path === null) summary.push(`not run  the tests behind ${name}: there is none here, and none could be unpacked`)
}

process.stdout.write(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
