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

const longest = 120

/** A name that every file system takes: what it may not contain becomes a hyphen. */
export function fileName(parts: readonly string[], extension: string): string {
  const stem = parts
    .join('_')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
  return `${stem.slice(0, longest) || 'file'}.${extension}`
}

/** `20261120T140205Z`: a moment for a file's name. */
export function fileMoment(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}
