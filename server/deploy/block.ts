/** Lines of a configuration; a list within a list is indented. */
export type Lines = readonly (string | Lines)[]

/** `name { … }`, as nginx and Caddy both write it. */
export function block(name: string, ...inside: Lines): Lines {
  return [`${name} {`, inside, '}']
}

/** Without the outermost list's own indent. */
export function textOf(lines: Lines, indent: string): string {
  const rows = (part: Lines, depth: number): string[] =>
    part.flatMap((line) =>
      // What `block` gives stands on the level at which it is used.
      typeof line === 'string' ? [line === '' ? '' : indent.repeat(depth) + line] : rows(line, depth + 1),
    )
  return `${rows(lines, 0).join('\n')}\n`
}
