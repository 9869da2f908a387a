import { describe, expect, test } from 'vitest'
import { connectOrigins, forwardedHeaders, securityHeaders } from './securityHeaders.ts'

function policyOf(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const policy = headers['Content-Security-Policy'] ?? ''
  return Object.fromEntries(policy.split('; ').map((one) => [one.split(' ')[0], one.slice(one.indexOf(' ') + 1)]))
}

describe.each([
  ['a file of the console', securityHeaders()],
  ['an answer of a server behind it', forwardedHeaders()],
])('%s', (_, headers) => {
  test('starts from nothing, and allows no text as script or style, no wildcard and no plain scheme', () => {
    const policy = policyOf(headers)
    expect(policy['default-src']).toBe("'none'")
    expect(policy['frame-ancestors']).toBe("'none'")
    expect(Object.values(policy).join(' ')).not.toMatch(/unsafe|\*|\bhttps?:(?!\/\/)|data:|blob:/)
  })

  test('is not guessed at, not framed, not loaded by others, and leaves no trace elsewhere', () => {
    expect(headers).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
  })

  test('fits into the configuration of any web server: one line each, without what it would have to escape', () => {
    for (const [name, value] of Object.entries(headers)) {
      expect(name).toMatch(/^[A-Za-z-]+$/)
      expect(value).toMatch(/^[\x20-\x7E]+$/)
      expect(value).not.toMatch(/["\\${}]/)
    }
  })
})

test('scripts are asked for by the console’s own workers only, through one policy', () => {
  expect(policyOf(securityHeaders())).toMatchObject({
    'script-src': "'self'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'quarterdeck-workers',
  })
})

test('of what pages can ask a browser for, only the clipboard is left, to write to', () => {
  const granted = (securityHeaders()['Permissions-Policy'] ?? '').split(', ').filter((one) => !one.endsWith('=()'))
  expect(granted).toEqual(['clipboard-write=(self)'])
})

test('plain http is only given up for good where the operator says so', () => {
  expect(securityHeaders()).not.toHaveProperty('Strict-Transport-Security')
  expect(securityHeaders({ strictTransport: true })).toHaveProperty('Strict-Transport-Security', 'max-age=31536000')
})

test('servers that the browser asks directly are named, and reports go where they are wanted', () => {
  const connect = connectOrigins({
    servers: [
      { kind: 'xw', url: 'https://npu-01:8443/behind/a/path' },
      { kind: 'xw', url: 'https://npu-01:8443' },
      { kind: 'xw', url: 'api/xw/npu-02' },
      { kind: 'xw', url: '//npu-03' },
      { kind: 'xw', url: 'javascript:alert(1)' },
      { kind: 'xw', url: "https://npu-04; script-src 'unsafe-inline'" },
      { kind: 'xw' },
      null,
    ],
  })
  expect(connect).toEqual(['https://npu-01:8443'])
  expect(policyOf(securityHeaders({ connect, reports: '/csp-reports' }))).toMatchObject({
    'connect-src': "'self' https://npu-01:8443",
    'report-uri': '/csp-reports',
  })
})

test.each([null, 'text', [], {}, { servers: 'none' }, { servers: {} }])('%j names no servers', (config) => {
  expect(connectOrigins(config)).toEqual([])
})
