// npm run dev: the console with hot reload, against the servers named by XW_URL, GPUFS_URL and GPUFS_USER_ID.
import process from 'node:process'
import { ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
process.exit(await runPackage('vite/bin/vite.js', process.argv.slice(2)))
