/**
 * The address of a link that somebody else wrote, if it is one that may be followed: whole, of the web, without what
 * does not show, and without a name before its host, which makes it look like another's or gives a password away.
 */
export function webAddress(text: string): string | null {
  const written = text.trim()
  if (!/^https?:\/\/[^/\\]/i.test(written) || /[\p{Cc}\p{Cf}]/u.test(written) || !URL.canParse(written)) return null
  const { href, username, password } = new URL(written)
  return username === '' && password === '' ? href : null
}

/** Whether an address has a user name or a password in it. */
export function hasSignIn(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username !== '' || password !== ''
}

/** Words that read as an address, up to the end of its host. */
const readsAsAddress = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}-]{2,})(?=[/:?#]|$)/iu

/** The host that an address leads to, where the words of its link name another one, or one that looks alike; else null. */
export function hostBehind(words: string, address: string): string | null {
  const named = readsAsAddress.exec(words.trim())?.[1]
  const { hostname } = new URL(address)
  return named === undefined || named.toLowerCase() === hostname ? null : hostname
}
