// npm run bench: the figures of docs/performance.md, measured on the built console in a real Chromium.
import process from 'node:process'
import { ensureChromium, ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
const QUARTERDECK_CHROMIUM = await ensureChromium()
const built = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
if (built !== 0) process.exit(built)
process.exit(await runPackage('tsx/dist/cli.mjs', ['bench/run.ts', ...process.argv.slice(2)], { QUARTERDECK_CHROMIUM }))
