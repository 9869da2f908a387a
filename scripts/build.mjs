// npm run build: all that the package is made of: the console, the demo, and the program that serves them.
import process from 'node:process'
import { ensureInstalled, runPackage } from './steps.mjs'

await ensureInstalled()
for (const args of [[], ['--mode', 'mock'], ['--config', 'vite.server.config.ts']]) {
  const built = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn', ...args])
  if (built !== 0) process.exit(built)
}
