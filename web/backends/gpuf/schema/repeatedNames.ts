import type { TextColumn } from './clientTable.ts'

/** 1 for each client whose name another one has too. Now and then for one more: names are compared by a hash. */
export function repeatedNames(names: TextColumn): Uint8Array<ArrayBuffer> {
  const count = names.ends.length
  const hashes = new Uint32Array(count)
  let start = 0
  for (let index = 0; index < count; index++) {
    const end = names.ends[index] ?? start
    // FNV-1a: a hundred thousand strings need not be made to see which two are equal.
    let hash = 0x81_1c_9d_c5
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ names.text.charCodeAt(at), 0x01_00_01_93)
    hashes[index] = hash
    start = end
  }
  const sorted = hashes.slice().sort()
  const twice = new Set<number>()
  for (let index = 1; index < count; index++) {
    const hash = sorted[index] ?? 0
    if (hash === sorted[index - 1]) twice.add(hash)
  }
  const repeated = new Uint8Array(count)
  if (twice.size > 0)
    for (let index = 0; index < count; index++) repeated[index] = twice.has(hashes[index] ?? 0) ? 1 : 0
  return repeated
}
