import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A session that nobody used for so long has ended. */
const idleMs = 12 * 60 * 60 * 1000

/** More than these are of no team; the one that was used longest ago goes. */
const mostSessions = 1000

/** Wrong tokens from one address, and from all of them, before the next try has to wait. */
const triesOfOne = 5
const triesOfAll = 50
const secondsATryOfOne = 10
const secondsATryOfAll = 2

export type SignedIn = { readonly cookie: string } | { readonly waitSeconds: number } | 'wrong'

export interface Sessions {
  /** @param from the address of who tries */
  signIn(token: string, from: string): SignedIn
  /** Whether the value of the cookie is of a session that has not ended; if so, it goes on. */
  holds(cookie: string | undefined): boolean
  end(cookie: string | undefined): void
}

/** Who has shown the token. Kept in memory only: a restart asks again, and a cookie says nothing of the token. */
export function createSessions(token: string, now: () => number = Date.now): Sessions {
  const wanted = digest(token)
  /** When each was last used, by the digest of its cookie; in this order. */
  const used = new Map<string, number>()
  const all = createBucket(triesOfAll, secondsATryOfAll, now)
  const each = new Map<string, Bucket>()

  return {
    signIn(tried, from) {
      const own = each.get(from) ?? createBucket(triesOfOne, secondsATryOfOne, now)
      const waitSeconds = Math.max(own.wait(), all.wait())
      if (waitSeconds > 0) return { waitSeconds }
      if (!timingSafeEqual(digest(tried), wanted)) {
        own.take()
        all.take()
        // Who comes from ever new addresses is held up by the limit for all.
        if (each.size > 10_000) each.clear()
        each.set(from, own)
        return 'wrong'
      }
      each.delete(from)
      const cookie = randomBytes(32).toString('base64url')
      used.set(keyOf(cookie), now())
      const [oldest] = used.keys()
      if (used.size > mostSessions && oldest !== undefined) used.delete(oldest)
      return { cookie }
    },
    holds(cookie) {
      if (cookie === undefined) return false
      const key = keyOf(cookie)
      const last = used.get(key)
      if (last === undefined) return false
      used.delete(key)
      if (now() - last > idleMs) return false
      used.set(key, now())
      return true
    },
    end(cookie) {
      if (cookie !== undefined) used.delete(keyOf(cookie))
    },
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Looked up by its digest, so that the time of a look-up says nothing about cookies that exist. */
function keyOf(cookie: string): string {
  return digest(cookie).toString('base64')
}

interface Bucket {
  /** Seconds until there is something to take; 0 for at once. */
  wait(): number
  take(): void
}

function createBucket(size: number, secondsEach: number, now: () => number): Bucket {
  let left = size
  let at = now()
  const fill = (): void => {
    left = Math.min(size, left + (now() - at) / 1000 / secondsEach)
    at = now()
  }
  return {
    wait() {
      fill()
      return left >= 1 ? 0 : Math.ceil((1 - left) * secondsEach)
    },
    take() {
      fill()
      left -= 1
    },
  }
}
