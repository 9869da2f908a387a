import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ownScript, workerAddress } from './workerAddress.ts'

const folder = 'https://ops.example/console/assets/'

describe('the address of a worker', () => {
  test('is one of the console’s own scripts', () => {
    expect(ownScript('https://ops.example/console/assets/log.worker-a1.js', folder)).toBe(`${folder}log.worker-a1.js`)
    expect(ownScript('log.worker-a1.js', folder)).toBe(`${folder}log.worker-a1.js`)
  })

  test.each([
    'https://elsewhere.example/console/assets/log.worker.js',
    'https://ops.example/console/api/xw/npu-01/log.worker.js',
    'https://ops.example/console/assets/../api/xw/npu-01/worker.js',
    'https://ops.example/console/assets/%2e%2e/api/worker.js',
    'https://ops.example/console/assetsworker.js',
    '//elsewhere.example/worker.js',
    '\\\\elsewhere.example\\worker.js',
    'blob:https://ops.example/console/assets/6ea40b62',
    'data:text/javascript,postMessage(1)',
    'java\nscript:alert(1)',
    'http://ops.example/console/assets/log.worker.js',
  ])('%s is refused', (address) => expect(() => ownScript(address, folder)).toThrow(TypeError))

  test('whatever it is made of, it does not leave the folder', () => {
    const part = fc.constantFrom('..', '.', '/', '\\', '%2e', 'https:', '//', '@', '?', '#', '\t', 'a.js', 'api', ':')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        let made: string
        try {
          made = ownScript(parts.join(''), folder)
        } catch {
          return
        }
        const { origin, pathname } = new URL(made)
        expect([origin, pathname.startsWith('/console/assets/')]).toEqual(['https://ops.example', true])
      }),
    )
  })
})

test('a browser that takes no text for a script gets what its one policy has made', () => {
  const made: string[] = []
  const createPolicy = vi.fn<NonNullable<typeof globalThis.trustedTypes>['createPolicy']>((name, rules) => ({
    createScriptURL: (address) => {
      made.push(name, rules.createScriptURL(address))
      return new URL(address)
    },
  }))
  vi.stubGlobal('trustedTypes', { createPolicy })
  const address = new URL('/web/own.worker.js', import.meta.url).href
  expect(workerAddress(address)).toEqual(new URL(address))
  expect(workerAddress(address)).toEqual(new URL(address))
  expect(createPolicy).toHaveBeenCalledTimes(1)
  expect(made).toEqual(['quarterdeck-workers', address, 'quarterdeck-workers', address])
})

test('a browser that does not ask for that gets the text', () => {
  vi.stubGlobal('trustedTypes', undefined)
  expect(workerAddress('a.js')).toBe('a.js')
})
