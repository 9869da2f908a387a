/** More lines than this cannot be told apart. */
export const CLIENTS_AT_MOST = 12

/** The ids in an address, each once and as the server's rows have them: in lower case. */
export function readIds(text: string | undefined): readonly string[] {
  const ids = (text ?? '')
    .split(',')
    .map((id) => id.trim().toLowerCase())
    .filter((id) => /^[0-9a-f]{32}$/.test(id))
  return [...new Set(ids)].slice(0, CLIENTS_AT_MOST)
}
