import { inSentence } from '@/lib/inSentence.ts'
import type { Client } from '../schema/client.ts'

/** What a client is called: many have no name, and then the beginning of the id is all there is. */
export function clientName({ name, id }: Pick<Client, 'name' | 'id'>): string {
  return name.trim() === '' ? id.slice(0, 12) : name
}

/** The same, for the middle of a sentence: short and without anything that would upset its direction. */
export function clientNameInSentence(client: Pick<Client, 'name' | 'id'>): string {
  return inSentence(clientName(client), 60)
}
