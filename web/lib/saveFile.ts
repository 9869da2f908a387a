/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser reads it after the click, in a task of its own.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Bytes: file systems take 255, and the browser adds to a name that is there already. */
const longest = 200

/** Names of devices, which Windows takes for no files whatever their extension. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** A name that every file system takes: what it may not contain becomes a hyphen. */
export function fileName(parts: readonly string[], extension: string): string {
  const stem = trimmed(
    parts
      .join('_')
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-'),
  )
  const name = trimmed(cut(stem)) || 'file'
  return `${reserved.test(name) ? `file-${name}` : name}.${extension}`
}

function trimmed(text: string): string {
  return text.replaceAll(/^[-._]+|[-._]+$/g, '')
}

/** Not within a letter. */
function cut(text: string): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= longest) return text
  return new TextDecoder().decode(bytes.subarray(0, longest)).replaceAll('\uFFFD', '')
}

/** `20261120T140205Z`: a moment for a file's name. */
export function fileMoment(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}
