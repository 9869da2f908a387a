import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { deploymentFiles } from '../server/deploy/deploymentFiles.ts'
import { readServerList } from '../server/serverList.ts'

const folder = resolve(import.meta.dirname, '../deploy')
const read = readServerList(JSON.parse(await readFile(resolve(folder, 'servers.example.json'), 'utf8')))
if ('problems' in read) throw new Error(read.problems.join('\n'))
for (const { path, text } of deploymentFiles(read.list)) {
  const file = resolve(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  process.stdout.write(`deploy/${path}\n`)
}
