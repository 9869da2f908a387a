const ESCAPE = '\u001B'

/** CSI (colours, cursor), OSC (titles, links: up to BEL or ST) and the short escape sequences of terminals. */
const ansi = new RegExp(
  [
    `(?:${ESCAPE}\\[|\u009B)[0-?]*[ -/]*[@-~]`,
    `(?:${ESCAPE}\\]|\u009D)[^\u0007\u009C${ESCAPE}]*(?:\u0007|\u009C|${ESCAPE}\\\\)`,
    `${ESCAPE}[ -/]*[0-Z\\\\^-~]`,
  ].join('|'),
  'g',
)

/** Everything that turns the direction of writing, and signs without width that make two names look alike. */
const invisible = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

/** Removes the colours and cursor movements meant for a terminal. */
export function stripAnsi(text: string): string {
  return text.replace(ansi, '')
}

/** At most `maxCharacters` code points, the last an ellipsis where something was cut off. */
export function cutText(text: string, maxCharacters: number): string {
  // A code point takes at most two units: short texts need no counting.
  if (text.length <= maxCharacters) return text
  let units = 0
  let kept = 0
  let characters = 0
  for (const character of text) {
    characters += 1
    if (characters === maxCharacters) kept = units
    if (characters > maxCharacters) return maxCharacters > 0 ? `${text.slice(0, kept)}…` : ''
    units += character.length
  }
  return text
}

/**
 * Untrusted text made fit to be shown in one line: without terminal codes, control characters and anything that
 * reverses the direction of reading; line ends become spaces; at most `maxCharacters` code points.
 */
export function plainText(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  return cutText(
    plainLines(text)
      .replaceAll(/[\n\t]+/g, ' ')
      .trim(),
    maxCharacters,
  )
}

/** As {@link plainText}, but line ends and tabs stay. */
export function plainLines(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  const plain = stripAnsi(text)
    .replaceAll(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replaceAll(invisible, '')
    // eslint-disable-next-line no-control-regex -- control characters are what this is about
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
  return cutText(plain, maxCharacters)
}
