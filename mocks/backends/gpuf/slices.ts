/** A JSON answer whose list is written slice by slice, each when the reader asks for it, with commas between them. */
export function slices(parts: {
  readonly head: string
  readonly list: Iterator<string>
  readonly tail: string
}): Response {
  const encoder = new TextEncoder()
  let comma = ''
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(parts.head))
    },
    pull(controller) {
      const next = parts.list.next()
      if (next.done) {
        controller.enqueue(encoder.encode(parts.tail))
        controller.close()
        return
      }
      controller.enqueue(encoder.encode(comma + next.value))
      comma = ','
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
