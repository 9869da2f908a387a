/** The beginning of a name that machines of one place share: up to the first `-`, `_`, `.`, blank or digit. */
export function siteOf(name: string): string {
  let end = 0
  while (end < name.length && !endsSite(name.charCodeAt(end))) end++
  return name.slice(0, end)
}

function endsSite(code: number): boolean {
  return code <= 32 || code === 45 || code === 46 || code === 95 || (code >= 48 && code <= 57)
}
