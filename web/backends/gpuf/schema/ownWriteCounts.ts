/** Writes that may show up in a read: a cache keeps the old value for some seconds, a slow list for some more. */
export const OWN_WRITE_COUNTS_MS = 5 * 60_000
