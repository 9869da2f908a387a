/** A path that every server reads alike: without dots, empty segments and such, whatever they are encoded as. */
export function isPlainPath(path: string): boolean {
  if (!/^\/(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i.test(path)) return false
  if (/%(?:2f|5c|00)/i.test(path)) return false
  const segments = path.slice(1).split('/')
  return segments.every((segment, index) => {
    if (segment === '') return index === segments.length - 1
    return !/^\.{1,2}$/.test(segment.replaceAll(/%2e/gi, '.'))
  })
}
