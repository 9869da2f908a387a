/** What may come next. */
type Want = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

const WHITESPACE = /[ \t\r\n]/
/** Every beginning of a number that is not yet one, or can go on. */
const NUMBER_BEGUN = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:(?<=\d)[eE][+-]?\d*)?)?$/
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const WORDS = ['true', 'false', 'null']

/**
 * Whether the text is JSON as far as it goes, but ends before its end: the mark of an answer that was cut off on its
 * way. Browsers' own parsers tell this only in words, each in its own.
 */
export function isCutJson(text: string): boolean {
  const open: ('{' | '[')[] = []
  let want: Want = 'value'
  const afterValue = (): Want => (open.length === 0 ? 'nothing' : 'comma-or-end')

  let i = 0
  while (i < text.length) {
    const sign = text.charAt(i)
    if (WHITESPACE.test(sign)) {
      i += 1
      continue
    }
    if (want === 'nothing') return false

    if (sign === '}' || sign === ']') {
      const opener = sign === '}' ? '{' : '['
      const orEnd: Want = sign === '}' ? 'key-or-end' : 'value-or-end'
      const mayEnd = want === 'comma-or-end' || want === orEnd
      if (!mayEnd || open.pop() !== opener) return false
      want = afterValue()
      i += 1
      continue
    }
    if (want === 'colon' || want === 'comma-or-end') {
      if (sign !== (want === 'colon' ? ':' : ',')) return false
      want = want === 'comma-or-end' && open.at(-1) === '{' ? 'key' : 'value'
      i += 1
      continue
    }
    if (sign === '"') {
      const end = stringEnd(text, i)
      if (end === 'cut') return true
      if (end === 'bad') return false
      want = want === 'key' || want === 'key-or-end' ? 'colon' : afterValue()
      i = end
      continue
    }
    if (want === 'key' || want === 'key-or-end') return false

    if (sign === '{' || sign === '[') {
      open.push(sign)
      want = sign === '{' ? 'key-or-end' : 'value-or-end'
      i += 1
      continue
    }
    const end = barewordEnd(text, i)
    const word = text.slice(i, end)
    if (end === text.length && !isWord(word)) return open.length > 0 && isWordBegun(word)
    if (!isWord(word)) return false
    want = afterValue()
    i = end
  }
  // Nothing at all is not a beginning of anything.
  return want !== 'nothing' && !(want === 'value' && open.length === 0)
}

function isWord(word: string): boolean {
  return WORDS.includes(word) || NUMBER.test(word)
}

function isWordBegun(word: string): boolean {
  return WORDS.some((whole) => whole.startsWith(word)) || NUMBER_BEGUN.test(word)
}

function barewordEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && /[\w.+-]/.test(text.charAt(end))) end += 1
  return Math.max(end, from + 1)
}

/** The index behind the closing quote of the string that begins at `from`. */
function stringEnd(text: string, from: number): number | 'cut' | 'bad' {
  let i = from + 1
  while (i < text.length) {
    const sign = text.charAt(i)
    if (sign === '"') return i + 1
    if (sign < ' ') return 'bad'
    if (sign !== '\\') {
      i += 1
      continue
    }
    const escape = text.slice(i + 1, i + 6)
    if (/^u[0-9a-fA-F]{4}$/.test(escape)) i += 6
    else if (/^["\\/bfnrt]/.test(escape)) i += 2
    else return i + 1 + escape.length === text.length && /^(?:u[0-9a-fA-F]{0,3})?$/.test(escape) ? 'cut' : 'bad'
  }
  return 'cut'
}
