/** About as many bytes as a structured clone of `value` takes; stops counting beyond `limit`. */
export function sizeOf(value: unknown, limit: number): number {
  const open: unknown[] = [value]
  let bytes = 0
  while (open.length > 0 && bytes <= limit) {
    const next = open.pop()
    if (typeof next === 'string') bytes += 4 + next.length
    else if (ArrayBuffer.isView(next)) bytes += next.byteLength
    else if (typeof next !== 'object' || next === null) bytes += 8
    else if (Array.isArray(next)) {
      bytes += 8
      for (const item of next) open.push(item)
    } else {
      bytes += 8
      for (const [key, item] of Object.entries(next)) {
        bytes += 4 + key.length
        open.push(item)
      }
    }
  }
  return bytes
}
