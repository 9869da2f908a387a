import { wokeWithin } from './wake.ts'

/** What comes to a page that nobody sees, or that has just woken, may have been there for long. */
export function mayBeLate(): boolean {
  return wokeWithin(5_000) || (typeof document !== 'undefined' && document.hidden)
}
