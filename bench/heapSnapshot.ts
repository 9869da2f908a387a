/** As much of a heap snapshot as is looked at: nodes lie one behind the other, as many numbers each as there are fields. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[]
      readonly node_types: readonly [readonly string[], ...unknown[]]
    }
  }
  readonly nodes: readonly number[]
}

/** Bytes of compiled code in a snapshot of the browser, with what its compilers noted down while the code ran. */
export function compiledBytes(text: string): number {
  const { snapshot, nodes } = JSON.parse(text) as HeapSnapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const type = fields.indexOf('type')
  const size = fields.indexOf('self_size')
  const code = types[0].indexOf('code')
  if (type < 0 || size < 0 || code < 0) throw new Error('a heap snapshot does not say what is code')
  let bytes = 0
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (nodes[node + type] === code) bytes += nodes[node + size] ?? 0
  }
  return bytes
}
