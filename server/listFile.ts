import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { readServerList } from './serverList.ts'
import type { ReadList, ServerList } from './serverList.ts'

/** A list whose certificate files have been read. */
export interface LoadedList {
  readonly list: ServerList
  /** PEM by the path that the list names. */
  readonly authorities: ReadonlyMap<string, string>
  readonly notes: readonly string[]
}

export type LoadResult = LoadedList | { readonly problems: readonly string[] }

/** Reads a file of servers; every problem begins with the file's name. Never rejects. */
export async function loadListFile(path: string): Promise<LoadResult> {
  const text = await readText(path)
  if ('problem' in text) return { problems: [text.problem] }
  let raw: unknown
  try {
    raw = JSON.parse(text.text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return { problems: [`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const loaded = await loadList(readServerList(raw), dirname(path))
  if ('problems' in loaded) return { problems: loaded.problems.map((problem) => `${path}: ${problem}`) }
  return { ...loaded, notes: loaded.notes.map((note) => `${path}: ${note}`) }
}

/** @param folder what paths in the list are relative to */
export async function loadList(read: ReadList, folder: string): Promise<LoadResult> {
  if ('problems' in read) return read
  const problems: string[] = []
  const authorities = new Map<string, string>()
  for (const { name, ca } of read.list.servers) {
    if (ca === undefined || authorities.has(ca)) continue
    const pem = await readCertificates(resolve(folder, ca))
    if ('problem' in pem) problems.push(`${name}: ${pem.problem}`)
    else authorities.set(ca, pem.text)
  }
  return problems.length > 0 ? { problems } : { list: read.list, authorities, notes: read.notes }
}

export type FileText = { readonly text: string } | { readonly problem: string }

/** PEM with at least one certificate. */
export async function readCertificates(path: string): Promise<FileText> {
  const read = await readText(path)
  if ('problem' in read || read.text.includes('-----BEGIN CERTIFICATE-----')) return read
  return { problem: `${path} holds no certificate in PEM form` }
}

export async function readText(path: string): Promise<FileText> {
  try {
    return { text: await readFile(path, 'utf8') }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      { ENOENT: 'does not exist', EACCES: 'may not be read by this user', EISDIR: 'is a folder' }[String(code)] ??
      `cannot be read (${String(code)})`
    return { problem: `${path} ${why}` }
  }
}
