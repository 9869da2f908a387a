/** What a line of the start stream says of how far the start is. */
export type StartStep =
  /** The machine had no container engine: the server installs one. */
  | 'installing-engine'
  /** From here on the server goes on, whether or not somebody listens. */
  | 'under-way'
  | 'image'
  | 'image-done'

/** Reads a line of text; the stream says these things in no other way. `null` where it says none of them. */
export function readStartStep(text: string): StartStep | null {
  const line = text.slice(0, 1_000)
  if (/\binstalling docker\b|\bdocker is not installed\b|\binstall(?:ing)? container engine\b/i.test(line)) {
    return 'installing-engine'
  }
  if (/^starting model instance\b/i.test(line)) return 'under-way'
  if (/^pulling (?:docker )?image\b/i.test(line)) return 'image'
  if (/^(?:successfully pulled (?:docker )?image|(?:docker )?image (?:already exists|is up to date))\b/i.test(line)) {
    return 'image-done'
  }
  return null
}

/** How far one layer of an image is. */
export interface LayerProgress {
  /** Null where the line has no figures, as "Waiting". */
  readonly doneBytes: number | null
  readonly totalBytes: number | null
  /** The words before the figures: "Downloading", "Extracting", "Pull complete". */
  readonly words: string
}

// Container engines count in powers of ten.
const units: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 }

/** Reads what stands behind a layer's id: `Downloading [==>   ]  12.3MB/45.6MB`. */
export function readLayer(text: string): LayerProgress {
  const line = text.slice(0, 500)
  const words = line.split('[')[0]?.trim() ?? ''
  const match = /(\d+(?:\.\d+)?)\s?([KMGT]?B)\s?\/\s?(\d+(?:\.\d+)?)\s?([KMGT]?B)\b/i.exec(line)
  if (!match) return { doneBytes: null, totalBytes: null, words: words.replace(/\s*\d[\d.]*\s?[KMGT]?B$/i, '') }
  const totalBytes = bytesOf(match[3], match[4])
  const doneBytes = bytesOf(match[1], match[2])
  if (totalBytes === null || doneBytes === null || totalBytes <= 0) return { doneBytes: null, totalBytes: null, words }
  return {
    doneBytes: Math.min(doneBytes, totalBytes),
    totalBytes,
    words: line.includes('[') ? words : line.slice(0, match.index).trim(),
  }
}

function bytesOf(figure: string | undefined, unit: string | undefined): number | null {
  const size = units[(unit ?? '').toUpperCase()]
  const value = Number(figure)
  return size === undefined || !Number.isFinite(value) ? null : Math.round(value * size)
}
