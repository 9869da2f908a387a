import type { Simulator } from './simulator.ts'

/** One request to a mocked server, as a test words it: with a body it is a POST. */
export function ask(
  simulator: Simulator,
  serverId: string,
  path: string,
  body?: unknown,
  init: RequestInit = {},
): Promise<Response> {
  const asked = body === undefined ? init : { ...init, method: 'POST', body: JSON.stringify(body) }
  return simulator.handle(serverId, new Request(`http://mock${path}`, asked))
}

/** The data of the events of a stream, one after the other, as they arrive. */
export async function* eventsOf(response: Response): AsyncGenerator<string> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let waiting = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    waiting += value
    const frames = waiting.split('\n\n')
    waiting = frames.pop() ?? ''
    for (const frame of frames) {
      yield frame
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n')
    }
  }
}

/** All events of a stream and whether it ended in good order. */
export async function readToEnd(response: Response): Promise<{ events: string[]; dropped: boolean }> {
  const events: string[] = []
  try {
    for await (const event of eventsOf(response)) events.push(event)
    return { events, dropped: false }
  } catch {
    return { events, dropped: true }
  }
}
