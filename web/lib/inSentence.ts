import { maskSecrets } from './maskSecrets.ts'
import { plainText } from './serverText.ts'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * A name or text of a server as a part of one of our sentences: plain, short, and isolated where it runs right to
 * left, so that it cannot move the words around it.
 */
export function inSentence(text: string, maxCharacters = 80): string {
  const plain = plainText(maskSecrets(text), maxCharacters)
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}
