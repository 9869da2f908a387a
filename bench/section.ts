/** A page with this section in the place of the one of the same heading, or at its end where there is none. */
export function withSection(page: string, section: string): string {
  const [heading = ''] = section.split('\n', 1)
  const old = sectionOf(page, heading)
  if (old === undefined) return `${page.trimEnd()}\n\n${section.trim()}\n`
  const start = page.indexOf(old)
  return `${page.slice(0, start)}${section.trim()}${page.slice(start + old.length)}`
}

/** From its heading (`## ` and words) to before the next, without the empty lines at its end. */
export function sectionOf(page: string, heading: string): string | undefined {
  const start = `\n${page}`.indexOf(`\n${heading}\n`)
  if (start < 0) return undefined
  const next = page.indexOf('\n## ', start)
  return page.slice(start, next < 0 ? undefined : next).trimEnd()
}
