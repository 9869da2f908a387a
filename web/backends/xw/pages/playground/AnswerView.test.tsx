// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Language } from '@/kit/preferences.ts'
import { TestKit } from '@/kit/testing.tsx'
import { answerOf } from '../../talks/talk.testing.ts'
import type { Answer } from '../../talks/talk.ts'
import { AnswerView } from './AnswerView.tsx'

afterEach(cleanup)

const noAct = () => undefined

function show(part: Partial<Answer>, language: Language = 'en') {
  const onAgain = vi.fn<() => void>()
  const viewOf = (answer: Answer) => (
    <TestKit language={language}>
      <AnswerView answer={answer} onStop={noAct} onAgain={onAgain} />
    </TestKit>
  )
  const { rerender, container } = render(viewOf(answerOf(part)))
  return { onAgain, container, change: (next: Partial<Answer>) => rerender(viewOf(answerOf(next))) }
}
const details = (name: RegExp) => screen.getByText(name).closest('details')

describe('an answer', () => {
  test('what was thought is open while it thinks and folded when it answers', () => {
    const { change } = show({ state: 'writing', text: '<think>hm, let me' })
    expect(details(/Thinking/)?.open).toBe(true)
    change({ state: 'writing', text: '<think>hm, let me see</think>\nFour' })
    expect(details(/What it thought/)?.open).toBe(false)
    expect(screen.getByText('Four')).toBeDefined()
  })

  test('what the reader opened stays open', async () => {
    const { change } = show({ state: 'writing', reasoning: 'hm', text: 'Fo' })
    await userEvent.click(screen.getByText('What it thought'))
    change({ state: 'done', reasoning: 'hm', text: 'Four' })
    expect(details(/What it thought/)?.open).toBe(true)
  })

  test('its raw text is one press away', async () => {
    show({ text: '**Four**' })
    expect(screen.queryByText('**Four**')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: /as it came/ }))
    expect(screen.getByText('**Four**')).toBeDefined()
  })

  test('its figures say where they are an estimate', () => {
    const { change } = show({ text: 'a', pieces: 11, firstMs: 500, totalMs: 1500 })
    expect(screen.getByText('about 10 tokens/s')).toBeDefined()
    expect(screen.getByText(/server did not count/)).toBeDefined()
    change({ text: 'a', pieces: 11, firstMs: 500, totalMs: 1500, usage: { inputTokens: 3, outputTokens: 21 } })
    expect(screen.getByText('20 tokens/s')).toBeDefined()
    expect(screen.queryByText(/server did not count/)).toBeNull()
  })

  test('a failed one keeps what came, with the server’s own words and Retry', async () => {
    const facts = { kind: 'server', status: 404, words: 'no running instance for model chat' } as const
    const problem = { operation: 'xw.streamChat', facts, at: 1 }
    const { onAgain } = show({ state: 'failed', text: 'Half an', problem })
    expect(screen.getByText('Half an')).toBeDefined()
    expect(within(screen.getByRole('alert')).getByText('no running instance for model chat')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
    expect(onAgain).toHaveBeenCalledOnce()
  })

  test('tools are shown as asked for and not run, whatever stands in them', () => {
    const { container } = show({ tools: [{ name: 'rm<script>', text: '{"path":"/"' }] }, 'zh-CN')
    expect(container.textContent).toContain('控制台不会执行任何工具')
    expect(container.textContent).toContain('{"path":"/"')
    expect(container.querySelector('script')).toBeNull()
  })

  test('a very long one is drawn in part, and wholly when asked for', async () => {
    const { container } = show({ text: `${'word '.repeat(60_000)}END` })
    expect(container.textContent).not.toContain('END')
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    expect(container.textContent).toContain('END')
  })

  test('one that said nothing says so', () => {
    show({ state: 'done' })
    expect(screen.getByText('The model answered nothing.')).toBeDefined()
  })
})

describe('Markdown in it', () => {
  const text = [
    '# Title',
    '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    'text <b onclick="x()">bold</b> ![pixel](https://evil.example/p.png) [a](javascript:alert(1)) [b](https://ok.example)',
    '| a | b |\n|---|--:|\n| 1 | <i>2</i> |',
    '```html\n<script>alert(1)</script>\n```',
    '- one\n- [x] two',
  ].join('\n\n')

  test('becomes no markup of its own: no HTML, no pictures, no scripts', () => {
    const { container } = show({ text })
    for (const tag of ['img', 'script', 'b', 'i', 'iframe', 'style']) expect(container.querySelector(tag)).toBeNull()
    expect(container.textContent).toContain('<img src=x onerror="document.title=1">')
    expect(container.textContent).toContain('<script>alert(1)</script>')
  })

  test('its links lead to the web only, and tell nothing of where they were', () => {
    show({ text })
    const links = screen.getAllByRole<HTMLAnchorElement>('link')
    expect(links.map(({ href }) => href)).toEqual(['https://evil.example/p.png', 'https://ok.example/'])
    for (const link of links) expect(link.rel).toBe('noopener noreferrer nofollow')
  })

  test('has tables in boxes of their own and code that can be copied', () => {
    show({ text })
    const box = screen.getByRole('group', { name: 'Table' })
    expect(within(box).getByRole('columnheader', { name: 'a' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Copy the code' })).toBeDefined()
  })
})
