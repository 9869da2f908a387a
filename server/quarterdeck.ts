#!/usr/bin/env node
import { existsSync, readFileSync, unwatchFile, watchFile } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import { printCommand } from './deploy/printCommand.ts'
import { help } from './help.ts'
import { loadList, loadListFile, type LoadResult, readCertificates, readText } from './listFile.ts'
import { cautions, type Options, readOptions, shortestToken } from './options.ts'
import { readServerList } from './serverList.ts'
import { type RunningConsole, serveConsole } from './serveConsole.ts'
import { createSites, type CurrentSites, currentSites, describe, type Overrides, type Sites } from './sites.ts'

const packageFolder = resolve(import.meta.dirname, '..')
const usualPort = 4300

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function warn(line: string): void {
  process.stderr.write(`quarterdeck: ${line}\n`)
}

function fail(code: 1 | 2, problems: readonly string[]): never {
  for (const problem of problems) warn(problem)
  if (code === 2) process.stderr.write('See quarterdeck --help.\n')
  process.exit(code)
}

function version(): string {
  const { version } = JSON.parse(readFileSync(resolve(packageFolder, 'package.json'), 'utf8')) as { version: string }
  return version
}

async function print(args: readonly string[]): Promise<void> {
  const printed = await printCommand(args)
  if ('problems' in printed) fail(2, printed.problems)
  process.stdout.write(printed.text)
}

async function main(): Promise<void> {
  if (process.argv[2] === 'print') return await print(process.argv.slice(3))
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === 'help') return void process.stdout.write(help)
  if (options === 'version') return say(version())
  if ('problems' in options) fail(2, options.problems)
  const folder = resolve(packageFolder, options.source.from === 'mocks' ? 'dist-mock' : 'dist')
  if (!existsSync(resolve(folder, 'index.html'))) fail(1, [`${folder} holds no built console: run npm run build`])

  const overrides = await readOverrides(options)
  const load = loaderOf(options.source)
  const sites =
    load === null ? null : await currentSites(load, (loaded) => createSites(loaded, options.base, overrides))
  if (sites !== null && 'problems' in sites) fail(2, sites.problems)
  const running = await listen(options, folder, await readToken(options), sites)

  for (const caution of cautions(options)) warn(caution)
  say(`Quarterdeck ${version()} on ${running.url}`)
  if (sites === null) say('  simulated servers')
  else report(sites.now())

  const reload = async (): Promise<void> => {
    try {
      running.renewCertificate()
    } catch (error) {
      warn(`the certificate cannot be used, the old one stays: ${said(error)}`)
    }
    if (sites === null || options.source.from !== 'file') return
    const problems = await sites.renew()
    if (problems.length === 0) {
      say(`${options.source.path} was read again`)
      return report(sites.now())
    }
    for (const problem of problems) warn(problem)
    warn('the list of servers as it was before stays in force')
  }
  if (options.source.from === 'file') {
    // Asked for again and again: a file that is replaced, or mounted from elsewhere, sends no events.
    watchFile(options.source.path, { interval: 2000 }, () => void reload())
  }
  process.on('SIGHUP', () => void reload())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (options.source.from === 'file') unwatchFile(options.source.path)
      void running.stop().then(() => process.exit(0))
    })
  }
}

function loaderOf(source: Options['source']): (() => Promise<LoadResult>) | null {
  switch (source.from) {
    case 'mocks':
      return null
    case 'file':
      return () => loadListFile(source.path)
    case 'arguments':
      return () => loadList(readServerList({ servers: source.servers }), process.cwd())
  }
}

async function readOverrides({ readOnly, title, streams, insecure, ca }: Options): Promise<Overrides> {
  const read = ca === null ? null : await readCertificates(ca)
  if (read !== null && 'problem' in read) fail(2, [read.problem])
  return { readOnly, title, streams, insecure, ca: read?.text ?? null }
}

async function readToken({ token }: Options): Promise<string | null> {
  if (token === null || 'text' in token) return token?.text ?? null
  const read = await readText(token.file)
  if ('problem' in read) fail(2, [read.problem])
  const text = read.text.trim()
  if (text.length < shortestToken) fail(2, [`the token in ${token.file} is shorter than ${shortestToken} characters`])
  return text
}

async function listen(
  options: Options,
  folder: string,
  token: string | null,
  current: CurrentSites | null,
): Promise<RunningConsole> {
  const { host, base, hostNames, userHeader, tls, connectMs, headMs, quiet } = options
  const log = quiet ? null : say
  const timeouts = { connectMs, headMs }
  const port = options.port ?? usualPort
  const sites = current?.now ?? null
  try {
    return await serveConsole({ host, port, base, hostNames, token, userHeader, tls, timeouts, folder, sites, log })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const why =
      {
        EADDRINUSE: `port ${port} of ${host} is in use: choose another with --port`,
        EADDRNOTAVAIL: `${host} is no address of this machine`,
        EACCES: `this user may not listen on port ${port} of ${host}`,
        ENOTFOUND: `${host} is no address of this machine`,
      }[code] ?? said(error)
    return fail(1, [why])
  }
}

function report({ list, notes }: Sites): void {
  for (const note of notes) warn(note)
  for (const line of describe(list)) say(line)
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

main().catch((error: unknown) => fail(1, [said(error)]))
