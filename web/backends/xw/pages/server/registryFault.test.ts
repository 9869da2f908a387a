import { expect, test } from 'vitest'
import { registryFault } from './registryFault.ts'

const current = 'https://xw.example.com/packages.json'

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['packages.json', 'notUrl'],
  ['xw.example.com/packages.json', 'notUrl'],
  ['https:xw.example.com', 'notUrl'],
  ['http://', 'notUrl'],
  ['ftp://xw.example.com/packages.json', 'notHttp'],
  ['javascript:alert(1)', 'notHttp'],
  ['file:///etc/packages.json', 'notHttp'],
  ['https://xw.example.com/my packages.json', 'spaces'],
  ['https://me:secret@xw.example.com/', 'credentials'],
  [current, 'same'],
  [` ${current} `, 'same'],
] as const)('%j cannot be a registry: %s', (text, fault) => {
  expect(registryFault(text, current)).toBe(fault)
})

test.each(['http://10.0.0.5:8080/packages.json', 'https://[fd00::1]/p', 'HTTPS://Mirror.Example/xw'])(
  '%s can',
  (text) => {
    expect(registryFault(text, current)).toBeNull()
  },
)
