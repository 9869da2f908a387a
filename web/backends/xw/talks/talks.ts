import { useStore } from 'zustand'
import { openShelf } from './talkShelf.ts'
import { openTalkTabs } from './talkTabs.ts'
import { createTalkKeeper, type TalkKeeper, type Talks } from './talkStore.ts'

let keeper: TalkKeeper | undefined

/** The conversations of this browser: read when first asked for. They live on whatever page is shown. */
export function talks(): TalkKeeper {
  keeper ??= startKeeper()
  return keeper
}

/** Keep what `selector` returns stable. */
export function useTalks<T>(selector: (talks: Talks) => T): T {
  return useStore(talks().store, selector)
}

function startKeeper(): TalkKeeper {
  const started = createTalkKeeper(openShelf, { tabs: openTalkTabs })
  window.addEventListener('pagehide', () => started.keepNow())
  return started
}
