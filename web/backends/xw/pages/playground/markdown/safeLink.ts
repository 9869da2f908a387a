const safe: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** The address of a link in an answer, if it is one that may be followed: absolute, and of the web or a mailbox. */
export function safeLink(href: string): string | null {
  // Control characters and blanks are what hides a scheme from the eye.
  const bare = href.replaceAll(/[\p{Cc}\p{Cf}\s]/gu, '')
  if (!URL.canParse(bare)) return null
  const url = new URL(bare)
  return safe.has(url.protocol) ? url.href : null
}
