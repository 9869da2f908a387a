/** What TypeScript's list of browser interfaces does not have yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): URL }
}

declare global {
  var trustedTypes: TrustedTypes | undefined
}

/**
 * All scripts stand in one folder once they are built. In development they stand all over the place, and the mocks'
 * service worker has to stand above all that it answers.
 */
const home = ownFolder(import.meta.url, import.meta.env.DEV ? '/' : __MOCKS__ ? '..' : '.')
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

/**
 * The address of a worker's script as the browser wants it where no text may become a script. The one policy that
 * `server/securityHeaders.ts` lets a page make is this one.
 * @throws {TypeError} for an address that is not one of the console's own scripts
 */
export function workerAddress(address: string): string | URL {
  if (globalThis.trustedTypes === undefined) return address
  policy ??= globalThis.trustedTypes.createPolicy('quarterdeck-workers', {
    createScriptURL: (asked) => ownScript(asked, home),
  })
  return policy.createScriptURL(address)
}

/** @returns with a slash at its end */
function ownFolder(script: string, way: '/' | '..' | '.'): string {
  return new URL(way, script).href
}

/** @throws {TypeError} for an address outside of the folder */
export function ownScript(address: string, folder: string): string {
  const { href } = new URL(address, folder)
  if (!href.startsWith(folder)) throw new TypeError(href)
  return href
}
