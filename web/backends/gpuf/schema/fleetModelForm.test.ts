import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insertModelBody, type FleetModel } from './fleetModel.ts'
import { formOf, NEW_MODEL, readForm } from './fleetModelForm.ts'

const llama: FleetModel = {
  id: '1',
  name: 'llama',
  version: '1.0',
  versionCode: 1,
  active: null,
  minMemoryBytes: 8192 * 2 ** 20,
  minGpuMemoryBytes: 16 * 2 ** 30,
  createdAt: 0,
  downloadUrl: 'https://models.example/llama',
  checksum: 'a'.repeat(64),
  sizeBytes: 12,
}
const whole = { ...NEW_MODEL, name: 'llama', version: '1.1', code: '2' }
const faultsOf = (changed: Partial<typeof NEW_MODEL>, edited: FleetModel | null = null) =>
  readForm({ ...whole, ...changed }, [llama], edited).faults

test('a model as the list has it comes back the same, its engine aside', () => {
  const { draft } = readForm({ ...formOf(llama), engine: '3' }, [llama], llama)
  expect(draft).toEqual({
    name: 'llama',
    version: '1.0',
    versionCode: 1,
    engineType: 3,
    active: true,
    minMemoryMb: 8192,
    minGpuMemoryGb: 16,
    downloadUrl: 'https://models.example/llama',
    checksum: 'a'.repeat(64),
    sizeBytes: 12,
  })
})

test('the engine of an existing model has to be typed: the list does not tell it', () => {
  expect(readForm(formOf(llama), [llama], llama).faults).toEqual({ engine: { kind: 'required' } })
})

test('every field is sent, and is_active is never null', () => {
  const { draft } = readForm(whole, [], null)
  if (!draft) throw new Error('refused')
  const body = insertModelBody(draft)
  expect(Object.keys(body)).toHaveLength(10)
  expect(Object.values(body).some((value) => value === undefined)).toBe(false)
  expect(body.is_active).toBe(true)
})

describe('what is refused before it is sent', () => {
  test.each([
    [{ name: ' ' }, { name: { kind: 'required' } }],
    [{ version: '' }, { version: { kind: 'required' } }],
    [{ name: 'x'.repeat(256) }, { name: { kind: 'tooLong' } }],
    [{ code: '' }, { code: { kind: 'required' } }],
    [{ code: '0' }, { code: { kind: 'wholeAboveZero' } }],
    [{ code: '1.5' }, { code: { kind: 'wholeAboveZero' } }],
    [{ code: '2147483648' }, { code: { kind: 'tooLarge' } }],
    [{ memoryMb: '-1' }, { memoryMb: { kind: 'wholeFromZero' } }],
    [{ gpuMemoryGb: 'many' }, { gpuMemoryGb: { kind: 'wholeFromZero' } }],
    [{ size: '99999999999999999999' }, { size: { kind: 'tooLarge' } }],
    [{ checksum: 'xyz' }, { checksum: { kind: 'hex' } }],
    [{ checksum: 'abc' }, { checksum: { kind: 'hexLength', length: 3 } }],
    [{ url: 'javascript:alert(1)' }, { url: { kind: 'url' } }],
    [{ url: 'models.example/x' }, { url: { kind: 'url' } }],
  ])('%j', (changed, faults) => expect(faultsOf(changed)).toEqual(faults))

  test('a version, or a code, that the name has already', () => {
    expect(faultsOf({ version: '1.0' })).toEqual({ version: { kind: 'versionTaken', name: 'llama', version: '1.0' } })
    expect(faultsOf({ code: '1' })).toEqual({ code: { kind: 'codeTaken', name: 'llama', version: '1.0' } })
    expect(faultsOf({ name: 'other', version: '1.0', code: '1' })).toBeNull()
    expect(faultsOf({ version: '1.0', code: '1' }, llama)).toBeNull()
  })
})

test('whatever is typed, it is either refused or has numbers that the register keeps', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (code, size, checksum) => {
      const { draft } = readForm({ ...whole, code, size, checksum }, [], null)
      if (!draft) return
      expect(Number.isSafeInteger(draft.versionCode) && draft.versionCode > 0).toBe(true)
      expect(draft.sizeBytes === null || Number.isSafeInteger(draft.sizeBytes)).toBe(true)
      expect(draft.checksum ?? 'a').toMatch(/^[0-9a-f]+$/)
    }),
  )
})

test.each([
  ['https://a.example/x', null],
  ['HTTP://a.example', null],
  ['javascript:alert(1)', 'url'],
  ['data:text/html,x', 'url'],
  ['//a.example', 'url'],
  ['https://ops:hunter2@a.example/x', 'signIn'],
  ['https://a.example/x?token=…', 'url'],
  ['', null],
])('a model to be downloaded from %j: %s', (url, fault) => {
  expect(faultsOf({ url })?.url?.kind ?? null).toBe(fault)
})

test('an address that the register has already does not keep its model from being edited', () => {
  const url = 'https://ops:hunter2@a.example/x'
  const { draft } = readForm({ ...whole, url }, [], { ...llama, downloadUrl: url })
  expect(draft?.downloadUrl).toBe(url)
})
