// npm run mock-servers: the simulated servers as real HTTP servers.
import process from 'node:process'
import { ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
process.exit(await runPackage('tsx/dist/cli.mjs', ['mocks/servers.ts', ...process.argv.slice(2)]))
