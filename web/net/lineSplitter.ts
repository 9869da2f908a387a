export interface Line {
  readonly text: string
  /** It takes the place of the line before, as a progress bar redrawn behind a carriage return does. */
  readonly overwrite: boolean
  /** The line was too long and goes on in the next one. */
  readonly continues?: true
}

/** Longer lines than this many UTF-16 units are cut into pieces. */
const DEFAULT_MAX_LINE_LENGTH = 1024 * 1024

/**
 * Bytes in, lines out: however the bytes are split into chunks, also inside a character, the lines are the same.
 *
 * A line ends at LF or CRLF. At a CR alone it ends too, but is overwritten by the line that follows.
 */
export class LineSplitter {
  readonly #decoder = new TextDecoder()
  readonly #maxLength: number
  /** What has come of the current line. */
  #text = ''
  /** The current row was already given out, up to a CR: what comes until the next LF overwrites it. */
  #shown = false

  constructor(maxLength = DEFAULT_MAX_LINE_LENGTH) {
    // A surrogate pair must fit.
    this.#maxLength = Math.max(2, maxLength)
  }

  push(bytes: Uint8Array): Line[] {
    return this.#take(this.#decoder.decode(bytes, { stream: true }))
  }

  /** The last line, when it did not end with a line end. */
  end(): Line[] {
    const lines = this.#take(this.#decoder.decode())
    if (this.#text !== '') lines.push(this.#line())
    this.#shown = false
    return lines
  }

  #take(chunk: string): Line[] {
    const lines: Line[] = []
    let from = 0
    for (const { index, 0: end } of chunk.matchAll(/[\r\n]/g)) {
      this.#append(chunk.slice(from, index), lines)
      from = index + 1
      if (end === '\r') {
        // In CRLF too: then the LF behind it finds the row shown and nothing to add.
        if (this.#text !== '') {
          lines.push(this.#line())
          this.#shown = true
        }
      } else {
        if (this.#text !== '' || !this.#shown) lines.push(this.#line())
        this.#shown = false
      }
    }
    this.#append(chunk.slice(from), lines)
    return lines
  }

  #append(text: string, lines: Line[]): void {
    this.#text += text
    while (this.#text.length > this.#maxLength) {
      const inPair = /[\uD800-\uDBFF]/.test(this.#text.charAt(this.#maxLength - 1))
      const length = inPair ? this.#maxLength - 1 : this.#maxLength
      lines.push({ text: this.#text.slice(0, length), overwrite: this.#shown, continues: true })
      this.#text = this.#text.slice(length)
      this.#shown = false
    }
  }

  #line(): Line {
    const line = { text: this.#text, overwrite: this.#shown }
    this.#text = ''
    return line
  }
}
