import { isSignedOut, whenSignedIn } from '@/kit/reachability.ts'
import { acquireStreamSlot } from '@/net/streamSlots.ts'

/** A pull that is due while nobody is signed in keeps its place, takes no connection, and goes on after the sign-in. */
export async function acquireWhenSignedIn(wanted: Parameters<typeof acquireStreamSlot>[0]): Promise<() => void> {
  const [kind = '', ...id] = wanted.server.split('/')
  const at = { kind, id: id.join('/') }
  for (;;) {
    await whenSignedIn(at, wanted.signal)
    const release = await acquireStreamSlot(wanted)
    if (!isSignedOut([at.kind, at.id])) return release
    release()
  }
}
