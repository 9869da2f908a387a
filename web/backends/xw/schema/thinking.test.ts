import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitThinking } from './thinking.ts'

const whole = (text: string) => splitThinking(text, false)
const writing = (text: string) => splitThinking(text, true)

describe('thinking that stands in the text', () => {
  test('what stands between the tags is thinking, the rest the answer', () => {
    expect(whole('<think>\nhm\n</think>\n\nFour.')).toEqual({ thinking: 'hm', answer: 'Four.', isThinking: false })
  })

  test('it goes on until its end tag', () => {
    expect(writing('<think>hm, two')).toEqual({ thinking: 'hm, two', answer: '', isThinking: true })
  })

  test('cut off before its end it is thinking all the same', () => {
    expect(whole('<think>hm, two')).toEqual({ thinking: 'hm, two', answer: '', isThinking: false })
  })

  test('a template that opened it leaves only the end tag', () => {
    expect(whole('hm\n</think>\nFour.')).toEqual({ thinking: 'hm', answer: 'Four.', isThinking: false })
  })

  test('a tag that an answer talks about stays in it', () => {
    const text = 'Write `<think>` and `</think>` around it.'
    expect(whole(text)).toEqual({ thinking: '', answer: text, isThinking: false })
  })

  test('while it is written, half a tag is not shown', () => {
    expect(writing('<thi').answer).toBe('')
    expect(writing('<think>a</thi').thinking).toBe('a')
    expect(whole('<thi').answer).toBe('<thi')
    expect(whole('a < b').answer).toBe('a < b')
  })

  test('wherever it is cut, what is shown only grows', () => {
    const words = fc.stringMatching(/^[ a-z/>\n]{0,12}$/)
    fc.assert(
      fc.property(words, words, (thought, answer) => {
        const text = `<think>${thought}</think>${answer}`
        const end = whole(text)
        const cuts = Array.from({ length: text.length + 1 }, (_, cut) => writing(text.slice(0, cut)))
        expect(cuts.every((now) => end.thinking.startsWith(now.thinking))).toBe(true)
        expect(cuts.every((now) => end.answer.startsWith(now.answer))).toBe(true)
      }),
    )
  })
})
