import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type ServerList, readServerList } from '../serverList.ts'
import { deploymentFiles } from './deploymentFiles.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'deploy')
const file = (path: string): string => readFileSync(join(folder, path), 'utf8')

function example(): ServerList {
  const read = readServerList(JSON.parse(file('servers.example.json')))
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  expect(read.notes).toEqual([])
  return read.list
}

describe('what stands in deploy/', () => {
  test.each(deploymentFiles(example()))(
    '$path is what the example list gives (else: npm run deploy-files)',
    ({ path, text }) => expect(file(path)).toBe(text),
  )

  test('is all made from the list', () => {
    const there = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    expect(there.sort()).toEqual(['servers.example.json', ...deploymentFiles(example()).map(({ path }) => path)].sort())
  })
})

describe('the container', () => {
  const dockerfile = file('docker/Dockerfile')
  const stages = dockerfile.split(/^(?=FROM )/m)
  const last = stages.at(-1) ?? ''

  test('is built from images of a version', () => {
    const images = [
      ...dockerfile.matchAll(/^ARG \w+=(.+)$/gm),
      ...file('docker/compose.yaml').matchAll(/image: (.+\/.+)$/gm),
    ]
    expect(images).toHaveLength(3)
    for (const [, image = ''] of images) expect(image).toMatch(/:v?\d+\.\d+\.\d+/)
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, from]) => from)).toEqual(['${NODE}', '${NGINX}'])
  })

  test('runs without root, on a port that needs none, and writes to one folder', () => {
    expect(/^USER (.+)$/m.exec(last)?.[1]).toBe('101:101')
    expect(last.indexOf('USER')).toBeGreaterThan(last.lastIndexOf('RUN'))
    expect(Number(/^EXPOSE (\d+)$/m.exec(last)?.[1])).toBeGreaterThan(1023)
    const main = file('docker/nginx.conf')
    for (const [, path] of main.matchAll(/(?:pid|_temp_path) (\S+);/g)) expect(path).toMatch(/^\/tmp\//)
    expect(main).not.toMatch(/^user /m)
    const compose = file('docker/compose.yaml')
    for (const service of compose.split(/^ {2}(?=[\w-]+:$)/m).slice(1)) {
      expect(service).toContain('read_only: true')
      expect(service).toContain('cap_drop: [ALL]')
      expect(service).toContain('no-new-privileges:true')
      expect(service).toMatch(/user: '\d+:\d+'/)
      expect(service).not.toMatch(/ports: \['(?!127\.0\.0\.1:)/)
    }
  })

  test('copies what there is, and the ignore file lets it through', () => {
    const ignored = file('docker/Dockerfile.dockerignore')
    const letThrough = [...ignored.matchAll(/^!(.+)$/gm)].map(([, path = '']) => path)
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
      .flatMap(([, paths = '']) => paths.split(' '))
      .filter((path) => path !== '.')
    expect(copied.filter((path) => !letThrough.includes(path))).toEqual([])
    expect([...copied, ...letThrough].filter((path) => !existsSync(join(root, path)))).toEqual([])
    const mounted = [...file('docker/compose.yaml').matchAll(/(?:- |\['|:-)(\.\/[\w.-]+)\}?:/g)].map(
      ([, path = '']) => path,
    )
    expect(mounted).toHaveLength(4)
    // A folder for certificates is made by who has some.
    expect(mounted.filter((path) => !existsSync(join(folder, 'docker', path)))).toEqual(['./authorities'])
  })
})

test('no secret stands in what is published', () => {
  const telling = deploymentFiles(example()).filter(({ text }) =>
    /(?:secret|password)\s*[:=]\s*["']?[\w+/-]{8,}/i.test(text),
  )
  expect(telling).toEqual([])
})
