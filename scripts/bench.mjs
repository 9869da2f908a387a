// npm run bench: the figures of docs/performance.md, measured on the built console in a real Chromium. With the name
// of a part (`npm run bench -- fleet:10000`) only that is measured, and written only with `--keep`.
import process from 'node:process'
import { ensureChromium, ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
const QUARTERDECK_CHROMIUM = await ensureChromium()
const built = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
if (built !== 0) process.exit(built)
const parts = process.argv.slice(2)
const measured = await runPackage('tsx/dist/cli.mjs', ['bench/run.ts', ...parts], { QUARTERDECK_CHROMIUM })
if (measured !== 0 || (parts.length > 0 && !parts.includes('--keep'))) process.exit(measured)
process.exit(await runPackage('oxfmt/bin/oxfmt', ['docs/performance.md']))
