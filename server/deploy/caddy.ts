import { postsThatAsk } from '../readAccess.ts'
import { forwardedHeaders, securityHeaders } from '../securityHeaders.ts'
import { type ListedServer, type ServerList, forwardedPath } from '../serverList.ts'
import { type Lines, block, textOf } from './block.ts'
import { type Refusal, headersNotPassedOn, maxBodyMegabytes, refusals } from './forwarding.ts'
import { type Site, authoritiesAt, ownHosts, upstreamOf } from './site.ts'

/** A Caddyfile for Caddy 2.6 or newer. The site and the list have been checked. */
export function caddyfile(list: ServerList, site: Site): string {
  return textOf(
    [
      '# The console behind Caddy. Made from the list of servers: change that, and make this anew.',
      '',
      ...snippets(list, site),
      '',
      ...block(address(site), ...whole(list, site)),
    ],
    '\t',
  )
}

function address(site: Site): string {
  const { listen, host, tls } = site
  // Caddy answers to the hosts that it is told, and to others with nothing.
  const hosts = host === null && tls === 'none' ? (ownHosts(site) ?? ['']) : [host ?? '']
  return hosts.map((name) => `${tls === 'none' ? 'http' : 'https'}://${name}:${/\d+$/.exec(listen)?.[0]}`).join(', ')
}

/** The one address that it listens on, without brackets. */
function bound({ listen }: Site): Lines {
  const at = /^\[?([^\]]+)\]?:\d+$/.exec(listen)?.[1]
  return at === undefined ? [] : [`bind ${at}`]
}

function snippets(list: ServerList, site: Site): Lines {
  return [
    ...block(
      '(quarterdeck_upstream)',
      '# What a browser knows about its user is not for the servers, and they leave what is sent to it uncompressed.',
      'header_up Host {http.reverse_proxy.upstream.hostport}',
      'header_up -Cookie',
      'header_up -Authorization',
      'header_up -Accept-Encoding',
      '# They say nothing about the origin that the console comes from.',
      ...headersNotPassedOn.map((name) => `header_down -${name}`),
    ),
    ...block(
      '(quarterdeck_transport)',
      '# Streams are passed on at once without more ado. "flush_interval -1", often advised, has another effect as well:',
      '# a tab that is closed no longer ends what it asked for, and its pull goes on at the server.',
      'dial_timeout 5s',
      'compression off',
      '# A connection that the server has closed in the meantime would fail a call that must not be sent twice.',
      'keepalive off',
    ),
    ...(list.access === 'read'
      ? block(
          '(quarterdeck_only_looks)',
          '# "access": "read". What asks goes through, what changes a server does not, whatever sends it.',
          ...block(
            '@changes',
            'not method GET HEAD',
            ...block('not', 'method POST', `path_regexp ^(${postsThatAsk.map(escaped).join('|')})$`),
          ),
          ...answer(refusals.readOnly, '@changes'),
        )
      : []),
    ...(typeof site.signIn === 'object' ? signIn(site, site.signIn.oauth2Proxy) : []),
  ]
}

/** Asks oauth2-proxy before what follows; `{args.0}` is what stands for a session that has ended. */
function signIn(site: Site, oauth2Proxy: string): Lines {
  const ask = (...otherwise: Lines): Lines => [
    '# Who it is says oauth2-proxy, and not whoever calls.',
    'request_header -X-Auth-Request-*',
    ...block(
      `forward_auth ${oauth2Proxy}`,
      `uri ${site.base}oauth2/auth?`,
      'header_up X-Real-IP {remote_host}',
      'copy_headers X-Auth-Request-User X-Auth-Request-Preferred-Username',
      '@signed_out status 401',
      ...block('handle_response @signed_out', ...otherwise),
    ),
  ]
  return [
    ...block('(quarterdeck_call_asks)', ...ask(...answer(refusals.noSession))),
    ...block(
      '(quarterdeck_page_asks)',
      ...ask(
        'request_header X-Auth-Request-Redirect {http.request.orig_uri}',
        `rewrite * ${site.base}oauth2/start?`,
        ...block(`reverse_proxy ${oauth2Proxy}`, 'header_up X-Real-IP {remote_host}'),
      ),
    ),
  ]
}

function whole(list: ServerList, site: Site): Lines {
  const { base, root, configFolder, tls } = site
  const asks = typeof site.signIn === 'object'
  return [
    ...bound(site),
    ...(tls === 'internal' ? ['tls internal'] : typeof tls === 'object' ? [`tls ${tls.certificate} ${tls.key}`] : []),
    ...block('request_body', `max_size ${maxBodyMegabytes}MB`),
    '',
    '# Text that comes at once is compressed. Streams (text/event-stream, text/plain) are not: they would wait in here.',
    '# The compressor would keep even the head of a stream until its first line: streams go past it.',
    '@whole not path */api/models/pull */api/runtime/start */api/runtime/logs */v1/*',
    ...block(
      'encode @whole',
      'gzip',
      'minimum_length 1024',
      ...block(
        'match',
        ...[
          'application/json*',
          'text/html*',
          'text/css*',
          'text/javascript*',
          'application/javascript*',
          'image/svg+xml*',
        ].map((type) => `header Content-Type ${type}`),
      ),
    ),
    '',
    ...block(
      `handle ${base}api/*`,
      ...headers(forwardedHeaders()),
      '# A request from a page of another site names where it comes from. None of those is for the servers.',
      ...block(
        '@forged',
        'header Origin *',
        'not header Origin http://{http.request.hostport}',
        'not header Origin https://{http.request.hostport}',
      ),
      '# In a route things are done in the order in which they stand.',
      ...block(
        'route',
        ...block('handle @forged', ...answer(refusals.otherSite)),
        ...(asks ? ['import quarterdeck_call_asks'] : []),
        ...list.servers.flatMap((server) => [...upstream(server, list, site), '']),
        ...block('handle', ...answer(refusals.noServer)),
      ),
    ),
    '',
    ...block(
      `handle ${base}config.json`,
      ...headers(securityHeaders()),
      'header Cache-Control no-store',
      ...(asks ? ['@known header_regexp X-Auth-Request-Preferred-Username ^[^{]'] : []),
      ...block(
        'route',
        ...(asks
          ? [
              'import quarterdeck_call_asks',
              '# What the sign-in calls the user: the name people know, else the one it has.',
              'header Quarterdeck-User {http.request.header.X-Auth-Request-User}',
              'header @known Quarterdeck-User {http.request.header.X-Auth-Request-Preferred-Username}',
            ]
          : []),
        'rewrite * /config.json',
        `root * ${configFolder}`,
        'file_server',
      ),
    ),
    '',
    ...(asks && typeof site.signIn === 'object'
      ? [
          '# oauth2-proxy, shown where somebody has to sign in.',
          ...block(
            `handle ${base}oauth2/*`,
            'header X-Content-Type-Options nosniff',
            ...block(`reverse_proxy ${site.signIn.oauth2Proxy}`, 'header_up X-Real-IP {remote_host}'),
          ),
          '',
        ]
      : []),
    ...(base === '/' ? [] : [`redir / ${base} 302`, `redir ${base.slice(0, -1)} ${base} 308`]),
    ...block(
      base === '/' ? 'handle' : `handle_path ${base}*`,
      ...headers(securityHeaders()),
      `root * ${root}`,
      ...pages(site, asks),
    ),
    ...(base === '/' ? [] : block('handle', ...answer(refusals.noFile))),
  ]
}

function pages({ base }: Site, asks: boolean): Lines {
  return [
    '# Files with a hash in their name never change; one that is gone is missing, and not the first page.',
    ...block(
      'handle /assets/*',
      '@there file',
      ...block('handle @there', 'header Cache-Control "public, max-age=31536000, immutable"', 'file_server'),
      ...block('handle', 'header Cache-Control no-store', ...answer(refusals.noFile)),
    ),
    '# Every path that is no file is a page of the console.',
    ...block(
      'handle',
      'header Cache-Control no-cache',
      ...block('@file', 'file', 'not path / /index.html /config.json'),
      ...block(
        'route',
        ...(asks ? ['import quarterdeck_page_asks'] : []),
        ...block('handle @file', 'file_server'),
        ...block(
          'handle',
          ...(base === '/'
            ? ['rewrite * /index.html', 'file_server']
            : [
                '# index.html, with the place where the console lives.',
                'header Content-Type "text/html; charset=utf-8"',
                'templates',
                `respond ${JSON.stringify(`{{include \`/index.html\` | replace \`<base href="/"\` \`<base href="${base}"\`}}`)}`,
              ]),
        ),
      ),
    ),
  ]
}

function upstream(server: ListedServer, list: ServerList, site: Site): Lines {
  const { isTls, origin, path } = upstreamOf(server)
  return block(
    `handle_path ${site.base}${forwardedPath(server)}/*`,
    ...(list.access === 'read' ? ['import quarterdeck_only_looks'] : []),
    ...(path === '' ? [] : [`rewrite * ${path}{uri}`]),
    ...block(
      `reverse_proxy ${origin}`,
      'import quarterdeck_upstream',
      ...block(
        'transport http',
        'import quarterdeck_transport',
        ...(!isTls
          ? []
          : server.insecure === true
            ? ['tls_insecure_skip_verify']
            : server.ca === undefined
              ? []
              : [`tls_trusted_ca_certs ${authoritiesAt(server.ca, site)}`]),
      ),
    ),
  )
}

function headers(all: Readonly<Record<string, string>>): Lines {
  return block('header', ...Object.entries(all).map(([name, value]) => `${name} ${quoted(value)}`), '-Server')
}

function answer({ status, code, body }: Refusal, matcher?: string): Lines {
  const when = matcher === undefined ? '' : `${matcher} `
  return [
    `header ${when}Content-Type application/json`,
    `header ${when}Quarterdeck-Refusal ${code}`,
    `respond ${when}${quoted(body)} ${status}`,
  ]
}

/** One word of Caddy. Braces would be looked up: none but those of JSON, which nothing is called by. */
function quoted(text: string): string {
  if (/[`\n]|\{\$?[\w.]/.test(text)) throw new Error(`no way to write ${JSON.stringify(text)} for Caddy`)
  return `\`${text}\``
}

function escaped(path: string): string {
  return path.replaceAll('.', String.raw`\.`)
}
