/** The path under which the console lives, as `/` or `/ops/console`; taken from `<base href>`, so one build fits all. */
export function basePathOf(baseUri: string): string {
  const path = new URL(baseUri).pathname.replace(/[^/]*$/, '').replace(/\/+$/, '')
  return path === '' ? '/' : path
}
