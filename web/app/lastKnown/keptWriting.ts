import { answer, begin, keyOf, type KeptBody, type KeptHead } from './keptDatabase.ts'

/**
 * Another tab may have heard of the server later: what is newer stays.
 *
 * @param content `same` where only the moment is new
 * @returns `older`: another tab has written since. `missing`: it was erased meanwhile, and the moment alone is not enough
 */
export async function writeKept(
  head: KeptHead,
  content: 'same' | { readonly data: unknown },
): Promise<'written' | 'older' | 'missing'> {
  const { store, done } = await begin('readwrite')
  const before = await answer<KeptHead | undefined>(store('heads').get(keyOf(head)))
  const isOlder = before !== undefined && before.updatedAt >= head.updatedAt
  const isMissing = before === undefined && content === 'same'
  if (!isOlder && !isMissing) {
    const { scope, server, hash } = head
    store('heads').put(head)
    if (head.tooBig) store('bodies').delete(keyOf(head))
    else if (content !== 'same') store('bodies').put({ scope, server, hash, data: content.data } satisfies KeptBody)
  }
  await done
  return isOlder ? 'older' : isMissing ? 'missing' : 'written'
}

export async function keptHeads(): Promise<readonly KeptHead[]> {
  const { store } = await begin('readonly')
  return answer<KeptHead[]>(store('heads').getAll())
}

/** Erases what `isMeant`. */
export async function eraseKept(isMeant: (head: KeptHead) => boolean): Promise<void> {
  const { store, done } = await begin('readwrite')
  for (const head of await answer<KeptHead[]>(store('heads').getAll())) {
    if (!isMeant(head)) continue
    store('heads').delete(keyOf(head))
    store('bodies').delete(keyOf(head))
  }
  await done
}
