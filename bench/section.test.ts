import { expect, test } from 'vitest'
import { sectionOf, withSection } from './section.ts'

const page = '# Figures\n\n## One\n\nfirst\n\n## One more\n\nsecond\n'

test('a section takes the place of the one of its heading', () => {
  expect(withSection(page, '## One\n\nanew\n')).toBe('# Figures\n\n## One\n\nanew\n\n## One more\n\nsecond\n')
  expect(withSection(page, '## One more\n\nanew')).toBe('# Figures\n\n## One\n\nfirst\n\n## One more\n\nanew\n')
})

test('a section that is not there yet comes at the end, and stays as it is when it comes again', () => {
  const once = withSection(page, '## Two\n\nthird')
  expect(once).toBe(`${page}\n## Two\n\nthird\n`)
  expect(withSection(once, '## Two\n\nthird')).toBe(once)
})

test('a section is found by the whole of its heading', () => {
  expect(sectionOf(page, '## One')).toBe('## One\n\nfirst')
  expect(sectionOf(page, '## One more')).toBe('## One more\n\nsecond')
  expect(sectionOf(page, '## On')).toBeUndefined()
})
