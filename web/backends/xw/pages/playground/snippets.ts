/** A request as a program would send it. */
export interface SnippetRequest {
  readonly url: string
  /** Without `stream`. */
  readonly body: object
  /** Null where the operation knows no streams. */
  readonly stream: boolean | null
}

export const snippetKinds = ['curl', 'python', 'typescript'] as const
export type SnippetKind = (typeof snippetKinds)[number]

export function snippetOf(kind: SnippetKind, request: SnippetRequest): string {
  switch (kind) {
    case 'curl':
      return curlOf(request)
    case 'python':
      return pythonOf(request)
    case 'typescript':
      return typescriptOf(request)
  }
}

function bodyOf({ body, stream }: SnippetRequest): object {
  return stream === null ? body : { ...body, stream }
}

/** For a POSIX shell: in single quotes only the quote itself means anything. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function curlOf(request: SnippetRequest): string {
  const json = JSON.stringify(bodyOf(request), null, 2)
  return [
    `curl ${request.stream === true ? '--no-buffer ' : ''}${shellQuoted(request.url)} \\`,
    `  --header 'Content-Type: application/json' \\`,
    // Not --data: that one would drop line ends, and read a file where the text begins with @.
    `  --data-raw ${shellQuoted(json)}`,
    '',
  ].join('\n')
}

/** A value as Python writes it. Its strings take all that JSON's do. */
export function pythonLiteral(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  const inner = `${indent}    `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((one) => `${inner}${pythonLiteral(one, inner)},\n`).join('')}${indent}]`
  }
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined)
    if (entries.length === 0) return '{}'
    return `{\n${entries.map(([key, one]) => `${inner}${JSON.stringify(key)}: ${pythonLiteral(one, inner)},\n`).join('')}${indent}}`
  }
  return JSON.stringify(value)
}

function pythonOf(request: SnippetRequest): string {
  const lines = [
    'import requests',
    '',
    `url = ${JSON.stringify(request.url)}`,
    `body = ${pythonLiteral(bodyOf(request))}`,
    '',
  ]
  if (request.stream === true) {
    lines.push(
      'with requests.post(url, json=body, stream=True, timeout=600) as response:',
      '    response.raise_for_status()',
      '    response.encoding = "utf-8"',
      '    for line in response.iter_lines(decode_unicode=True):',
      '        if line.startswith("data: ") and line != "data: [DONE]":',
      '            print(line[6:])',
    )
  } else {
    lines.push(
      'response = requests.post(url, json=body, timeout=600)',
      'response.raise_for_status()',
      'print(response.json())',
    )
  }
  return `${lines.join('\n')}\n`
}

function typescriptOf(request: SnippetRequest): string {
  const lines = [
    `const response = await fetch(${JSON.stringify(request.url)}, {`,
    `  method: 'POST',`,
    `  headers: { 'Content-Type': 'application/json' },`,
    `  body: JSON.stringify(${indented(JSON.stringify(bodyOf(request), null, 2))}),`,
    '})',
    'if (!response.ok || !response.body) throw new Error(`${response.status}: ${await response.text()}`)',
    '',
  ]
  if (request.stream === true) {
    lines.push(
      `let rest = ''`,
      'for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {',
      `  const lines = (rest + chunk).split('\\n')`,
      `  rest = lines.pop() ?? ''`,
      '  for (const line of lines) {',
      `    if (line.startsWith('data: ') && line !== 'data: [DONE]') console.log(JSON.parse(line.slice(6)))`,
      '  }',
      '}',
    )
  } else lines.push('console.log(await response.json())')
  return `${lines.join('\n')}\n`
}

function indented(json: string): string {
  return json.replaceAll('\n', '\n  ')
}
