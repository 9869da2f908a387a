import { clientKey, isClientId } from './values.ts'

/** What the server's columns take, in characters. */
export const NAME_AT_MOST = 255
export const OS_AT_MOST = 255

export type NameFault = 'empty' | 'too-long'

/** Why the register would not take a name, or should not: spaces alone are no name. */
export function nameFault(name: string): NameFault | null {
  const trimmed = name.trim()
  if (trimmed === '') return 'empty'
  return isLongerThan(trimmed, NAME_AT_MOST) ? 'too-long' : null
}

export function osFault(os: string): 'too-long' | null {
  return isLongerThan(os.trim(), OS_AT_MOST) ? 'too-long' : null
}

/** Counted in code points, as the server's database does. */
function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false
  let count = 0
  for (const _ of text) if (++count > characters) return true
  return false
}

export const ID_LENGTH = 32

export type IdReading =
  | { readonly fault: 'empty' }
  /** Has characters that are none of 0–9 and a–f. */
  | { readonly fault: 'not-hex'; readonly character: string }
  | { readonly fault: 'length'; readonly length: number }
  /** `changed`: what was typed is not what is sent. */
  | { readonly fault: null; readonly id: string; readonly changed: boolean }

/** An id as an operator types or pastes it: upper case, `0x` and spaces around it are accepted. */
export function readClientId(typed: string): IdReading {
  const trimmed = typed.trim()
  if (trimmed === '') return { fault: 'empty' }
  const id = clientKey(trimmed)
  if (isClientId(id)) return { fault: null, id, changed: id !== typed }
  const character = /[^0-9a-f]/u.exec(id)?.[0]
  if (character !== undefined) return { fault: 'not-hex', character }
  return { fault: 'length', length: id.length }
}
