// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { useDrafts } from '../../talks/drafts.ts'
import { target } from '../../talks/talk.testing.ts'
import { EmbeddingsPane } from './EmbeddingsPane.tsx'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  useDrafts.setState({ prompts: {} })
  vi.unstubAllGlobals()
})

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const chosen = [{ key: 'npu-01/chat', row: undefined, detail: undefined, asked: { at, target, defaults: {} } }]

async function compare(answer: () => Response) {
  vi.stubGlobal('fetch', () => Promise.resolve(answer()))
  render(
    <TestKit>
      <EmbeddingsPane chosen={chosen} />
    </TestKit>,
  )
  await userEvent.type(screen.getByRole('textbox', { name: 'First text' }), 'cat')
  await userEvent.type(screen.getByRole('textbox', { name: 'Second text' }), 'dog')
  await userEvent.click(screen.getByRole('button', { name: 'Compute' }))
}
const vectors =
  (...data: readonly (readonly (number | null)[])[]) =>
  () =>
    Response.json({ data: data.map((embedding, index) => ({ index, embedding })).toReversed() })

test('two texts are compared', async () => {
  await compare(vectors([1, 0], [1, 1]))
  expect(await screen.findByText('0.7071')).toBeDefined()
  expect(screen.getByText('Text 2: 2 dimensions, length 1.4142')).toBeDefined()
})

test('vectors of different lengths are not compared', async () => {
  await compare(vectors([1, 0, 0], [1, 1]))
  expect(await screen.findByText(/3 and 2 dimensions/)).toBeDefined()
})

test('values that are no numbers are counted, and nothing is computed from them', async () => {
  await compare(vectors([1, 0], [null, 1]))
  expect(await screen.findByText(/1 of 2 values are no numbers/)).toBeDefined()
  expect(screen.getByText(/^No similarity/)).toBeDefined()
})

test('NaN, which is no JSON, is a notice; what was typed stays', async () => {
  const text = '{"data":[{"index":0,"embedding":[NaN,1]}]}'
  await compare(() => new Response(text, { headers: { 'Content-Type': 'application/json' } }))
  expect(await screen.findByRole('alert')).toBeDefined()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'First text' }).value).toBe('cat')
})

test('one vector for two texts is said', async () => {
  await compare(vectors([1, 0]))
  expect(await screen.findByText(/one vector for two texts/)).toBeDefined()
})
