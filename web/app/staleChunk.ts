/**
 * A lazily loaded part did not arrive: most often the console was updated on its server, and the files of the version
 * in this tab are gone. Browsers tell it only in words, each its own.
 */
export function isStaleChunk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return (
    /^(failed to fetch dynamically imported module|error loading dynamically imported module|importing a module script failed|unable to preload css|'text\/html' is not a valid javascript mime type)/i.test(
      error.message,
    ) || isStaleChunk(error.cause)
  )
}
