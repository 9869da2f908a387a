// npm run matrix: lets every fault befall every part of the console, and writes what it does into
// docs/what-can-go-wrong.md. With the name of a fault (`npm run matrix -- gzip`) only those whose names contain it.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { ensureChromium, ensureInstalled, root, run, runPackage } from './steps.mjs'

await ensureInstalled()
const [only] = process.argv.slice(2)
rmSync(join(root, '.cache', 'matrix'), { recursive: true, force: true })
const QUARTERDECK_CHROMIUM = await ensureChromium('light')
for (const args of [[], ['--config', 'vite.server.config.ts']]) {
  const built = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn', ...args])
  if (built !== 0) process.exit(built)
}
const code = await run(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    'e2e/matrix.e2e.ts',
    ...(only === undefined ? [] : ['-g', only]),
  ],
  // Its own servers are all that it needs; the demo is not asked for anything.
  { QUARTERDECK_CHROMIUM, QUARTERDECK_MATRIX: 'write', QUARTERDECK_E2E_DIST: 'dist' },
)
await runPackage('tsx/dist/cli.mjs', ['e2e/writeMatrix.ts'])
await runPackage('oxfmt/bin/oxfmt', ['docs/what-can-go-wrong.md'])
process.exit(code)
