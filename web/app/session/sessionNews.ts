import * as v from 'valibot'

/** What tabs of one console tell each other: this one has read who is signed in. */
const NewsSchema = v.object({ user: v.nullable(v.string()) })
type News = v.InferOutput<typeof NewsSchema>

export interface SessionNews {
  readonly tell: (news: News) => void
  readonly close: () => void
}

/** The tab in which somebody has signed in tells the others, so that they need not ask. */
export function openSessionNews(onNews: (news: News) => void): SessionNews {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel('quarterdeck.session')
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const news = v.safeParse(NewsSchema, data)
    if (news.success) onNews(news.output)
  })
  return { tell: (news) => channel.postMessage(news), close: () => channel.close() }
}
