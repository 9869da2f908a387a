import { describe, expect, test } from 'vitest'
import { answerOf, talkOf, target, turnOf } from './talk.testing.ts'
import { readTalkFile, talkFile, talkMarkdown } from './talkFile.ts'

const talk = {
  ...talkOf(turnOf('a', null, 'What is 2+2?', '<think>add\nthem</think>**Four.**'), {
    ...turnOf('b', 'a', 'And tools?'),
    columns: [{ target, answers: [answerOf({ tools: [{ name: 'f', text: '{}' }] })], shown: 0 }],
  }),
  system: 'Be brief.',
  parameters: { temperature: '0.2' },
}

describe('a file of conversations', () => {
  test('is read as it was written', () => {
    expect(readTalkFile(talkFile([talk]))).toEqual({ kind: 'talks', talks: [talk] })
  })

  test('of something else is named, with the first odd field', () => {
    expect(readTalkFile('Hello')).toEqual({ kind: 'not-json' })
    expect(readTalkFile('[]')).toMatchObject({ kind: 'other' })
    const odd = talkFile([talk]).replace('"prompt": "What is 2+2?"', '"prompt": 4')
    expect(readTalkFile(odd)).toEqual({ kind: 'other', path: 'talks.0.turns.0.prompt' })
  })

  test('with parameters of a later console keeps those that are known', () => {
    const later = talkFile([talk]).replace('"temperature": "0.2"', '"temperature": "0.2", "vibe": "calm"')
    expect(readTalkFile(later)).toMatchObject({ talks: [{ parameters: { temperature: '0.2' } }] })
  })
})

test('as Markdown it reads like the screen, the thinking quoted', () => {
  const words = { system: 'System', prompt: 'Prompt', thinking: 'Thinking', tool: 'Tool', untitled: 'Untitled' }
  expect(talkMarkdown(talk, words)).toBe(
    [
      '# What is 2+2?',
      '## System',
      'Be brief.',
      '## Prompt',
      'What is 2+2?',
      '## chat (npu-01)',
      '> **Thinking**\n>\n> add\n> them',
      '**Four.**',
      '## Prompt',
      'And tools?',
      '## chat (npu-01)',
      '**Tool** `f`\n\n```json\n{}\n```\n',
    ].join('\n\n'),
  )
})
