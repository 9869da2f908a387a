// npm run deploy-files: what stands in deploy/, made anew from deploy/servers.example.json.
import process from 'node:process'
import { ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
process.exit(await runPackage('tsx/dist/cli.mjs', ['scripts/write-deploy-files.ts']))
