/** A model's answer with what it thought before it apart. */
export interface ThoughtAndAnswer {
  readonly thinking: string
  readonly answer: string
  /** The thinking has not come to its end yet. */
  readonly isThinking: boolean
}

const open = '<think>'
const close = '</think>'

/**
 * Splits the text of engines that write the thinking into it, as `<think>…</think>` at its start. Some templates open
 * the thinking themselves, so that only its end is in the text: what stands before a line with nothing but `</think>`
 * is then thinking too.
 *
 * While `isWriting`, the beginning of a tag at the end of the text is held back: it may become one.
 */
export function splitThinking(text: string, isWriting: boolean): ThoughtAndAnswer {
  const start = text.search(/\S/)
  if (start === -1) return { thinking: '', answer: isWriting ? '' : text, isThinking: false }

  if (text.startsWith(open, start)) {
    const from = start + open.length
    const end = text.indexOf(close, from)
    if (end !== -1) return over(text.slice(from, end), text.slice(end + close.length))
    const thinking = text.slice(from, isWriting ? text.length - begun(text, close) : text.length)
    return { thinking: thinking.trim(), answer: '', isThinking: isWriting }
  }
  if (isWriting && open.startsWith(text.slice(start))) return { thinking: '', answer: '', isThinking: false }

  const orphan = /(?:^|\n)[ \t]*<\/think>[ \t]*(?:\n|$)/.exec(text)
  if (orphan) {
    const end = text.indexOf(close, orphan.index)
    return over(text.slice(0, end), text.slice(end + close.length))
  }
  return { thinking: '', answer: isWriting ? text.slice(0, text.length - begun(text, close)) : text, isThinking: false }
}

function over(thinking: string, answer: string): ThoughtAndAnswer {
  return { thinking: thinking.trim(), answer: answer.replace(/^\s+/, ''), isThinking: false }
}

/** How many characters at the end of `text` are the beginning of `tag`, but not all of it. */
function begun(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(tag.slice(0, length))) return length
  }
  return 0
}
