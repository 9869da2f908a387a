import { EventSource, type FetchLikeResponse } from 'eventsource'

/** Hands over everything that it dispatches, whatever its type: servers name their events as they like. */
export class DispatchingSource extends EventSource {
  onDispatch: ((event: Event) => void) | undefined

  constructor(open: () => Promise<FetchLikeResponse>) {
    // Where the request really goes is known to `open`.
    super('http://stream.invalid/', { fetch: open })
  }

  override dispatchEvent(event: Event): boolean {
    this.onDispatch?.(event)
    return true
  }
}
