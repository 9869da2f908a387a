import * as v from 'valibot'

/** What the tabs of one browser tell each other of their conversations: that one was kept or removed, by its id. */
export interface TalkTabs {
  readonly tell: (id: string) => void
}

// Another tab may run another version of the console.
const MessageSchema = v.object({ talk: v.string() })

export function openTalkTabs(onTold: (id: string) => void): TalkTabs {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined }
  const channel = new BroadcastChannel('quarterdeck.xw.talks')
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = v.safeParse(MessageSchema, data)
    if (message.success) onTold(message.output.talk)
  })
  return { tell: (talk) => channel.postMessage({ talk }) }
}
