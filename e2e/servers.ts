import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** The built console as the package serves it, and behind it the servers named. */
export interface RunningConsole {
  /** With a slash at its end. */
  readonly url: string
  /** What it has said so far, its log with it. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

/**
 * Serves `dist/` with the servers named, as the README tells an operator to.
 * @param environment `XW_URL` (many with commas, each `URL` or `name=URL`), `GPUFS_URL`, `GPUFS_USER_ID`,
 *   `QUARTERDECK_BASE`; everything else is passed on as it is
 */
export async function serveConsole(environment: Readonly<Record<string, string>>): Promise<RunningConsole> {
  const { XW_URL = '', GPUFS_URL, GPUFS_USER_ID = '1', QUARTERDECK_BASE = '/', ...env } = environment
  const xw = XW_URL.split(',').filter((entry) => entry !== '')
  const args = [
    ...xw.flatMap((entry) => ['--xw', entry]),
    ...(GPUFS_URL === undefined ? [] : ['--gpuf', GPUFS_URL, '--user-id', GPUFS_USER_ID]),
    '--base',
    QUARTERDECK_BASE,
  ]
  if (xw.length > 0 || GPUFS_URL !== undefined) return startQuarterdeck(args, env)
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-'))
  const list = join(folder, 'quarterdeck.json')
  await writeFile(list, '{"servers":[]}')
  const running = await startQuarterdeck(['--servers', list, ...args], env)
  return {
    ...running,
    stop: async () => {
      await running.stop()
      await rm(folder, { recursive: true })
    },
  }
}

/**
 * Starts the program of the package on a free port.
 * @param program where it is; this checkout's own, where not given
 */
export async function startQuarterdeck(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = join(root, 'dist-server/quarterdeck.mjs'),
): Promise<RunningConsole> {
  const child = spawn(process.execPath, [program, '--port', '0', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  // A test that is given up does not get to stop it.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  let output = ''
  const url = await new Promise<string>((ready, failed) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString()
      const said = /^Quarterdeck \S+ on (\S+)$/m.exec(output)?.[1]
      if (said !== undefined) ready(said)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => failed(new Error(`the console's server ended: ${output}`)))
  })
  return {
    url,
    output: () => output,
    stop: async () => {
      process.off('exit', kill)
      child.kill('SIGTERM')
      await ended
    },
  }
}
