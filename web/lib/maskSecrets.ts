/** Between the slashes of an address and its host: who signs in there, and with what. */
const signIn = /(:\/\/)[^\s/?#"'<>\\]*@/g

/** What follows the name of a secret: in an address, in a command, or as a field of JSON. */
const named = new RegExp(
  [
    /((?:token|secret|passw(?:or)?d|signature|credentials?|api[-_]?key|access[-_]?key)=|[?&](?:sig|key|auth)=)[^\s&"'<>#]+/,
    /((?:token|secret|passw(?:or)?d|api[-_]?key|access[-_]?key)\\?"\s{0,9}:\s{0,9}\\?")(?:[^"\\]|\\[^"])+/,
    /(\bauthorization\W{1,9}(?:(?:basic|bearer)\s+)?)[^\s"',]+/,
    /(\bbearer\s+)[\w.~+/=-]{8,}/,
    // As the hubs of models and code begin theirs.
    /(\b(?:hf_|sk-|gh[op]_|glpat-|ms-))[\w-]{16,}/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
)

/** What is looked for at all: most texts have none of it. */
const mayHold = /[=@"]|bearer|authorization|hf_|sk-|gh[op]_|glpat-|ms-/i

/**
 * A text without the secrets that are known by their place: the sign-in in an address, what is called token, password or
 * key, and what an `Authorization` says. For all that is shown, kept or handed on of what a server said.
 */
export function maskSecrets(text: string): string {
  if (!mayHold.test(text)) return text
  return text
    .replaceAll(signIn, '$1…@')
    .replaceAll(named, (_, ...groups: (string | undefined)[]) => `${groups.slice(0, 5).find((name) => name) ?? ''}…`)
}
