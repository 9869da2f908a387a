// npm run bench: the figures of docs/performance.md, measured on the built console in a real Chromium.
import process from 'node:process'
import { ensureChromium, ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
const QUARTERDECK_CHROMIUM = await ensureChromium()
const built = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
if (built !== 0) process.exit(built)
const measured = await runPackage('tsx/dist/cli.mjs', ['bench/run.ts'], { QUARTERDECK_CHROMIUM })
if (measured !== 0) process.exit(measured)
process.exit(await runPackage('oxfmt/bin/oxfmt', ['docs/performance.md']))
