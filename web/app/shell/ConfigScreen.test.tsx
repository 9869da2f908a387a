// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { ConfigProblem } from '@/kit/config.ts'
import { TestKit } from '@/kit/testing.tsx'
import { ConfigScreen } from './ConfigScreen.tsx'

afterEach(() => cleanup())

const onRetry = vi.fn<() => void>()

function show(problems: readonly ConfigProblem[], language: 'en' | 'zh-CN' = 'en') {
  render(
    <TestKit language={language}>
      <ConfigScreen problems={problems} busy={false} onRetry={onRetry} />
    </TestKit>,
  )
}

test('without config.json it says where the file belongs, shows one, and asks again on request', async () => {
  show([{ code: 'missing' }])
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }))
  screen.getByText('http://localhost:3000/config.json')
  screen.getByText(/"kind": "gpuf", "name": "fleet"/)
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledTimes(1)
})

test('where it has to be signed in first, that can be done here, and coming back is enough to go on', () => {
  onRetry.mockClear()
  show([{ code: 'html' }])
  screen.getByRole('button', { name: 'Sign in' })
  window.dispatchEvent(new Event('focus'))
  expect(onRetry).toHaveBeenCalledTimes(1)
})

test('each entry that cannot be used is named', () => {
  show([
    { code: 'entry', index: 1, field: 'name' },
    { code: 'unknown-kind', name: 'old', kind: 'slurm', known: ['gpuf', 'xw'] },
  ])
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  screen.getByText(/slurm/)
})

test('a file that cannot be read is shown beside one that can', () => {
  show([{ code: 'malformed', excerpt: '{"servers": [' }])
  expect(screen.getByText(/"servers": \[\s+\{ "kind": "xw"/)).toBeTruthy()
})

test('it speaks Chinese', () => {
  show([{ code: 'missing' }], 'zh-CN')
  screen.getByRole('heading', { level: 1, name: '控制台不知道要连接哪些服务器' })
  expect(document.title).toContain('控制台不知道要连接哪些服务器')
})
