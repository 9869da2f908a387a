import { describe, expect, test } from 'vitest'
import { readInferenceEvent } from '@/backends/xw/schema/inferenceEvent.ts'
import { createSimulator } from './simulator.ts'
import { ask, readToEnd } from './testing.ts'

const chat = (content: string, model = 'chat-large') => ({
  model,
  stream: true,
  messages: [{ role: 'user', content }],
})

async function answerTo(body: ReturnType<typeof chat>, server = 'npu-01', fault?: 'answer-odd' | 'answer-tools') {
  const simulator = createSimulator({ speed: 100 })
  if (fault) simulator.fault(server, fault)
  const { events } = await readToEnd(await ask(simulator, server, '/v1/chat/completions', body))
  const read = events.flatMap((data) => readInferenceEvent(data))
  const textOf = (kind: 'text' | 'reasoning' | 'tool') =>
    read.flatMap((event) => (event.kind === kind ? [event.text] : [])).join('')
  return { read, textOf }
}

describe('mocked models', () => {
  test('answer in the language of the question, in Markdown where they are asked for some', async () => {
    expect((await answerTo(chat('Make a table'))).textOf('text')).toContain('| qwen3-8b | 16.4 GB | 1 |')
    expect((await answerTo(chat('给我一个表格'))).textOf('text')).toContain('| 模型 | 权重 |')
  })

  test('that think do it in one form or the other', async () => {
    const tags = await answerTo(chat('Hi', 'r1-70b'), 'npu-02')
    expect(tags.textOf('text')).toMatch(/^<think>\n.*<\/think>\n\nThis is/s)
    const field = await answerTo(chat('Think first'))
    expect(field.textOf('reasoning')).toMatch(/^The user asks/)
    expect(field.textOf('text')).toMatch(/^This is/)
  })

  test('write as much as they are asked for', async () => {
    expect((await answerTo(chat('Write 5000 characters'))).textOf('text')).toHaveLength(5000)
  })

  test('go wrong as they are told to', async () => {
    expect((await answerTo(chat('Hi'), 'npu-01', 'answer-odd')).read).toContainEqual(
      expect.objectContaining({ kind: 'unreadable' }),
    )
    expect((await answerTo(chat('Hi'), 'npu-01', 'answer-tools')).textOf('tool')).toBe('{"city": "Beijing", "days": 3}')
  })
})
