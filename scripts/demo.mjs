// npm run demo: the console on its mocks, built as it ships, from a fresh checkout.
import process from 'node:process'
import { ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
const built = await runPackage('vite/bin/vite.js', ['build', '--mode', 'mock', '--logLevel', 'warn'])
if (built !== 0) process.exit(built)
process.stdout.write('\nQuarterdeck on simulated servers. Stop it with Ctrl-C.\n')
const args = ['preview', '--mode', 'mock', '--outDir', 'dist-mock', ...process.argv.slice(2)]
process.exit(await runPackage('vite/bin/vite.js', args))
