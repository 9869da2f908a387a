/** Where an instance's log is followed. */
export function logOf(server: string, alias: string): string {
  return `/logs?${new URLSearchParams({ of: `${server}/${alias}` })}`
}

/** Where an instance is talked to. */
export function playgroundOf(server: string, alias: string): string {
  return `/playground?${new URLSearchParams({ with: `${server}/${alias}` })}`
}
