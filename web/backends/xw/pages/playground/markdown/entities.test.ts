import { expect, test } from 'vitest'
import { decodeEntities } from './entities.ts'

test('characters named as HTML names them are those characters, and nothing more', () => {
  expect(decodeEntities('a &lt;b&gt; &amp;amp; &#20013; &#x1F600;')).toBe('a <b> &amp; 中 😀')
  expect(decodeEntities('&nope; &#xD800; &#0; AT&T; &constructor;')).toBe('&nope; &#xD800; &#0; AT&T; &constructor;')
})
