import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { answer } from './answers.ts'

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
}

type Coding = 'br' | 'gzip'

export interface File {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly body: Buffer
  /** The body packed, made when somebody first asks for it. */
  readonly packed: Map<Coding, Promise<Buffer>>
}

/** The files of a built console by their path in it, `assets/index-B2x.js`. Some megabytes, kept in memory. */
export type Files = ReadonlyMap<string, File>

export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        const name = relative(folder, path).split(sep).join('/')
        return [name, fileOf(name, await readFile(path))] as const
      }),
  )
  return new Map(files)
}

export function fileOf(name: string, body: Buffer): File {
  return {
    type: types[/\.(\w+)$/.exec(name)?.[1] ?? ''] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    // The names of assets change with their content; everything else is asked for each time.
    cacheControl: name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    body,
    packed: new Map(),
  }
}

export async function sendFile(request: IncomingMessage, response: ServerResponse, file: File): Promise<void> {
  const packs = /^(?:text|application|image\/svg)/.test(file.type) && file.body.length > 500
  const coding = packs ? accepted(request.headers['accept-encoding'] ?? '') : undefined
  const etag = coding === undefined ? file.etag : file.etag.replace(/"$/, `-${coding}"`)
  const headers = {
    ETag: etag,
    'Cache-Control': file.cacheControl,
    ...(packs ? { Vary: 'Accept-Encoding' } : {}),
    ...(coding === undefined ? {} : { 'Content-Encoding': coding }),
  }
  const known = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known.includes(etag)) {
    response.removeHeader('Content-Length')
    response.writeHead(304, { ETag: etag, 'Cache-Control': file.cacheControl })
    response.end()
    return
  }
  answer(response, 200, file.type, coding === undefined ? file.body : await packedBody(file, coding), headers)
}

function accepted(header: string): Coding | undefined {
  const codings = new Set<string>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim())
    if (!parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) codings.add(name)
  }
  if (codings.has('br')) return 'br'
  return codings.has('gzip') ? 'gzip' : undefined
}

const pack = {
  // The best takes a second for the largest file, and saves a tenth.
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 9 }),
} satisfies Record<Coding, (body: Buffer) => Promise<Buffer>>

function packedBody(file: File, coding: Coding): Promise<Buffer> {
  const made = file.packed.get(coding) ?? pack[coding](file.body)
  file.packed.set(coding, made)
  return made
}
