import { expect, test } from 'vitest'
import { decodeEntities } from './entities.ts'
import { safeLink } from './safeLink.ts'

test('links lead to the web and to mailboxes', () => {
  expect(safeLink('https://example.org/a?b#c')).toBe('https://example.org/a?b#c')
  expect(safeLink('mailto:ops@example.org')).toBe('mailto:ops@example.org')
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  '/api/xw/npu-01/api/runtime/stop',
  '//other.example/x',
  'settings',
  '',
])('%j is no link', (href) => {
  expect(safeLink(href)).toBeNull()
})

test('characters named as HTML names them are those characters, and nothing more', () => {
  expect(decodeEntities('a &lt;b&gt; &amp;amp; &#20013; &#x1F600;')).toBe('a <b> &amp; 中 😀')
  expect(decodeEntities('&nope; &#xD800; &#0; AT&T; &constructor;')).toBe('&nope; &#xD800; &#0; AT&T; &constructor;')
})
