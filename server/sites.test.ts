import { rm, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { loadListFile } from './listFile.ts'
import { createSites, currentSites, describe as listed } from './sites.ts'
import { testCertificate } from './testCertificate.ts'
import { testFolder } from './testing.ts'

const npu = { kind: 'xw', name: 'npu-01', url: 'http://npu-01:11581' }
const overrides = { readOnly: false, title: null, streams: null, ca: null, insecure: false }

async function start(text: string) {
  const folder = await testFolder({ 'quarterdeck.json': text })
  const path = `${folder}/quarterdeck.json`
  const sites = await currentSites(
    () => loadListFile(path),
    (loaded) => createSites(loaded, '/', overrides),
  )
  return { sites, path, folder }
}

async function running(text: string) {
  const { sites, ...rest } = await start(text)
  if ('problems' in sites) throw new Error(sites.problems.join('\n'))
  return { sites, ...rest, names: () => sites.now().list.servers.map(({ name }) => name) }
}

test('a list that changes is in force when it has been read again', async () => {
  const { sites, path, names } = await running(JSON.stringify({ servers: [npu] }))
  await writeFile(path, JSON.stringify({ servers: [npu, { ...npu, name: 'npu-02', url: 'http://npu-02:1' }] }))
  expect(await sites.renew()).toEqual([])
  expect(names()).toEqual(['npu-01', 'npu-02'])
  expect(sites.now().find('api/xw/npu-02/api/health')?.target.name).toBe('npu-02')
})

test.each([
  ['cut in half', '{"servers":[{"ki', 'quarterdeck.json is not JSON'],
  ['faulty', '{"servers":[{"kind":"xw"}]}', 'server 1: "url" is missing or no text'],
  ['without the file that it names', JSON.stringify({ servers: [{ ...npu, ca: 'ca.pem' }] }), 'ca.pem does not exist'],
])('one that is %s leaves the old one in force, and says so', async (_what, text, problem) => {
  const { sites, path, names } = await running(JSON.stringify({ servers: [npu] }))
  await writeFile(path, text)
  expect((await sites.renew()).join('\n')).toContain(problem)
  expect(names()).toEqual(['npu-01'])
})

test('one that is gone for a moment leaves the old one in force', async () => {
  const { sites, path, names } = await running(JSON.stringify({ servers: [npu] }))
  await rm(path)
  expect((await sites.renew()).join('\n')).toContain('does not exist')
  expect(names()).toEqual(['npu-01'])
})

test('a console does not start with a faulty one', async () => {
  const { sites, path } = await start('{}')
  expect(sites).toEqual({ problems: [`${path}: "servers" is missing or no list`] })
})

test('files that it names are found beside it', async () => {
  const { sites, folder, path } = await running(JSON.stringify({ servers: [npu] }))
  await writeFile(`${folder}/ca.pem`, testCertificate.cert)
  await writeFile(path, JSON.stringify({ servers: [{ ...npu, url: 'https://npu-01', ca: 'ca.pem' }] }))
  expect(await sites.renew()).toEqual([])
  await writeFile(`${folder}/ca.pem`, 'no certificate')
  expect((await sites.renew()).join('')).toContain('holds no certificate in PEM form')
})

test('what is odd is said: two names of one address, certificates that nobody looks at', async () => {
  const { sites } = await running(
    JSON.stringify({ access: 'read', servers: [npu, { ...npu, name: 'other', url: `${npu.url}/`, insecure: true }] }),
  )
  expect(sites.now().notes).toEqual([
    'npu-01 and other are the same address, http://npu-01:11581',
    'other: its certificate is not looked at',
  ])
  expect(listed(sites.now().list)).toEqual([
    '  xw    npu-01  http://npu-01:11581',
    '  xw    other   http://npu-01:11581',
    '  for looking only',
  ])
})
