import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const root = resolve(import.meta.dirname, '..')

/** The built console behind Vite's preview server, whose proxy leads to the servers named. */
export interface RunningConsole {
  readonly url: string
  readonly stop: () => Promise<void>
}

/**
 * Serves `dist/` with `XW_URL` and the others set, as the README tells an operator to.
 * @param environment `XW_URL`, `GPUFS_URL`, `GPUFS_USER_ID`, `QUARTERDECK_BASE`
 */
export async function serveConsole(environment: Readonly<Record<string, string>>): Promise<RunningConsole> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  // A test that is given up does not get to stop it.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  await new Promise<void>((ready, failed) => {
    let output = ''
    const listen = (chunk: Buffer): void => {
      // Colours can stand in the middle of the address.
      output += stripVTControlCharacters(chunk.toString())
      if (output.includes(`:${port}`)) ready()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => failed(new Error(`the preview server ended: ${output}`)))
  })
  return {
    url: `http://127.0.0.1:${port}${environment['QUARTERDECK_BASE'] ?? '/'}`,
    stop: async () => {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}
