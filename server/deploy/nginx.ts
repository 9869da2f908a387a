import { forwardedHeaders, securityHeaders } from '../securityHeaders.ts'
import { postsThatAsk } from '../readAccess.ts'
import { type ListedServer, type ServerList, forwardedPath } from '../serverList.ts'
import { type Lines, block, textOf } from './block.ts'
import { type Site, authoritiesAt, ownHosts, upstreamOf } from './site.ts'
import { type Refusal, headersNotPassedOn, maxBodyMegabytes, refusals } from './forwarding.ts'

/** One site for nginx 1.22 or newer, to be included in its `http` block. The site and the list have been checked. */
export function nginxSite(list: ServerList, site: Site): string {
  return textOf(
    [
      '# The console behind nginx. Made from the list of servers: change that, and make this anew.',
      '',
      ...refusing(list, site),
      '',
      ...block('server', ...whole(list, site)),
    ],
    '    ',
  )
}

function refusing(list: ServerList, site: Site): Lines {
  return [
    '# A request from a page of another site names where it comes from. None of those is for the servers.',
    ...block(
      'map "$http_host|$http_origin" $quarterdeck_foreign',
      'default 1;',
      String.raw`~^[^|]*\|$ 0;`,
      String.raw`~*^(?<quarterdeck_host>[^|]+)\|https?://\k<quarterdeck_host>$ 0;`,
    ),
    ...block('map $uri $quarterdeck_forwarded', 'default 0;', `~^${escaped(site.base)}api/ 1;`),
    ...block('map "$quarterdeck_forwarded$quarterdeck_foreign" $quarterdeck_forged', 'default 0;', '11 1;'),
    ...onlyOwnHosts(site),
    ...(list.access === 'read' ? onlyLooking(site) : []),
    ...(typeof site.signIn === 'object'
      ? [
          '# What the sign-in calls the user: the name people know, else the one it has.',
          ...block(
            'map $quarterdeck_preferred $quarterdeck_name',
            'default $quarterdeck_preferred;',
            '"" $quarterdeck_account;',
          ),
        ]
      : []),
  ]
}

function onlyOwnHosts(site: Site): Lines {
  const hosts = ownHosts(site)
  if (hosts === null) return []
  return [
    '# Nobody is asked who they are: the page of a name that somebody lets point here must not be let in either.',
    ...block('map $host $quarterdeck_stranger', 'default 1;', ...hosts.map((name) => `${name} 0;`)),
  ]
}

function onlyLooking(site: Site): Lines {
  const asking = postsThatAsk.map((path) => escaped(path.slice(1))).join('|')
  return [
    '# "access": "read". What asks goes through, what changes a server does not, whatever sends it.',
    ...block(
      'map "$quarterdeck_forwarded $request_method $uri" $quarterdeck_changes',
      'default 1;',
      '"~^0 " 0;',
      '"~^1 (GET|HEAD) " 0;',
      `"~^1 POST ${escaped(site.base)}api/xw/[^/]+/(${asking})\\z" 0;`,
    ),
  ]
}

function whole(list: ServerList, site: Site): Lines {
  const { base, root, configFolder } = site
  const asks = typeof site.signIn === 'object'
  return [
    ...listening(site),
    'absolute_redirect off;',
    'server_tokens off;',
    `client_max_body_size ${maxBodyMegabytes}m;`,
    '',
    '# Text that comes at once is compressed. Streams (text/event-stream, text/plain) are not: they would wait in here.',
    'gzip on;',
    'gzip_vary on;',
    'gzip_proxied any;',
    'gzip_min_length 1k;',
    'gzip_types application/json text/css text/javascript application/javascript image/svg+xml;',
    '',
    ...headers({ ...securityHeaders() }),
    '# A header without a value is not sent.',
    'add_header Cache-Control $quarterdeck_cache always;',
    ...(asks ? ['add_header Quarterdeck-User $quarterdeck_user always;'] : []),
    'add_header Quarterdeck-Refusal $quarterdeck_refusal always;',
    'set $quarterdeck_cache "no-cache";',
    'set $quarterdeck_refusal "";',
    ...(asks ? ['set $quarterdeck_user "";'] : []),
    '',
    'default_type application/json;',
    ...types,
    ...(ownHosts(site) === null ? [] : block('if ($quarterdeck_stranger)', ...answer(refusals.otherHost))),
    ...block('if ($quarterdeck_forged)', ...answer(refusals.otherSite)),
    ...(list.access === 'read' ? block('if ($quarterdeck_changes)', ...answer(refusals.readOnly)) : []),
    '',
    ...(base === '/' ? [] : [...elsewhere(base), '']),
    '# Files with a hash in their name never change; one that is gone is missing, and not the first page.',
    ...block(
      `location ^~ ${base}assets/`,
      `alias ${folder(root)}assets/;`,
      'default_type application/octet-stream;',
      'set $quarterdeck_cache "public, max-age=31536000, immutable";',
      'error_page 404 = @quarterdeck_gone;',
    ),
    ...block('location @quarterdeck_gone', 'set $quarterdeck_cache "no-store";', ...answer(refusals.noFile)),
    '',
    ...block(
      `location = ${base}config.json`,
      `alias ${folder(configFolder)}config.json;`,
      ...(asks ? asked(site, '@quarterdeck_signed_out') : []),
      ...(asks
        ? [
            'auth_request_set $quarterdeck_preferred $upstream_http_x_auth_request_preferred_username;',
            'auth_request_set $quarterdeck_account $upstream_http_x_auth_request_user;',
            'auth_request_set $quarterdeck_user $quarterdeck_name;',
          ]
        : []),
      'set $quarterdeck_cache "no-store";',
    ),
    '',
    '# Every path that is no file is a page of the console.',
    ...block(`location = ${base}index.html`, `rewrite ^ ${base} last;`),
    ...block(
      `location ${base === '/' ? '' : '^~ '}${base}`,
      `alias ${folder(root)};`,
      'default_type application/octet-stream;',
      ...(asks ? asked(site, '@quarterdeck_sign_in') : []),
      'try_files $uri @quarterdeck_page;',
    ),
    ...block(
      'location @quarterdeck_page',
      `root ${root.replace(/\/$/, '')};`,
      'rewrite ^ /index.html break;',
      ...(base === '/' ? [] : [`sub_filter '<base href="/"' '<base href="${base}"';`, 'sub_filter_once on;']),
    ),
    '',
    ...(asks ? [...oauth2(site), ''] : []),
    ...forwarding(list, site),
  ]
}

/** All that the built console consists of. */
const types = block(
  'types',
  'text/html html;',
  'text/javascript js mjs;',
  'text/css css;',
  'application/json json map;',
  'image/svg+xml svg;',
  'image/png png;',
  'font/woff2 woff2;',
)

function listening({ listen, host, tls }: Site): Lines {
  const isTls = typeof tls === 'object'
  return [
    // A browser that has fallen asleep ends its streams by this, and with them what they ask for.
    `listen ${listen}${isTls ? ' ssl http2' : ''} so_keepalive=2m:30s:4;`,
    `server_name ${host ?? '_'};`,
    ...(isTls
      ? [
          `ssl_certificate ${tls.certificate};`,
          `ssl_certificate_key ${tls.key};`,
          'ssl_protocols TLSv1.2 TLSv1.3;',
          'ssl_session_cache shared:quarterdeck:2m;',
        ]
      : []),
  ]
}

function elsewhere(base: string): Lines {
  return [
    ...block('location = /', `return 302 ${base};`),
    ...block(`location = ${base.slice(0, -1)}`, `return 308 ${base};`),
    ...block('location /', ...answer(refusals.noFile)),
  ]
}

function asked(site: Site, otherwise: string): Lines {
  return [
    `auth_request ${site.base}oauth2/auth;`,
    `error_page 401 = ${otherwise};`,
    'error_page 500 = @quarterdeck_no_sign_in;',
  ]
}

function oauth2(site: Site): Lines {
  if (typeof site.signIn !== 'object') return []
  const { oauth2Proxy } = site.signIn
  // With a name server its name is looked up when somebody asks: nginx starts whether or not it is there yet.
  const to: Lines =
    site.resolver === null || /^[\d[]/.test(oauth2Proxy)
      ? [`proxy_pass http://${oauth2Proxy};`]
      : [
          `resolver ${site.resolver} valid=30s;`,
          `set $quarterdeck_oauth2 http://${oauth2Proxy};`,
          'proxy_pass $quarterdeck_oauth2;',
        ]
  const about = [
    'proxy_set_header Host $http_host;',
    'proxy_set_header X-Real-IP $remote_addr;',
    'proxy_set_header X-Forwarded-Host $http_host;',
    'proxy_set_header X-Forwarded-Proto $scheme;',
  ]
  // Its pages have styles of their own; nobody else may frame them all the same.
  const own = headers({
    'Content-Security-Policy': "frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  })
  return [
    '# oauth2-proxy: asked before each answer, and shown where somebody has to sign in. Its addresses have codes in',
    '# them that the log does not need.',
    ...block(
      `location = ${site.base}oauth2/auth`,
      'internal;',
      ...to,
      ...about,
      'proxy_set_header X-Forwarded-Uri $request_uri;',
      'proxy_set_header Content-Length "";',
      'proxy_pass_request_body off;',
    ),
    ...block(
      `location ^~ ${site.base}oauth2/`,
      ...to,
      ...about,
      'access_log off;',
      'proxy_buffer_size 16k;',
      'proxy_buffers 4 16k;',
      ...own,
    ),
    ...block(
      'location @quarterdeck_sign_in',
      `rewrite ^ ${site.base}oauth2/start? break;`,
      ...to,
      ...about,
      'proxy_set_header X-Auth-Request-Redirect $request_uri;',
      'proxy_buffer_size 16k;',
      'proxy_buffers 4 16k;',
      ...own,
    ),
    '# Calls of a page are told, and not sent to a sign-in page that they could not show.',
    ...block('location @quarterdeck_signed_out', ...answer(refusals.noSession)),
    ...block('location @quarterdeck_no_sign_in', ...answer(refusals.noSignIn)),
  ]
}

function forwarding(list: ServerList, site: Site): Lines {
  return block(
    `location ^~ ${site.base}api/`,
    ...(typeof site.signIn === 'object' ? asked(site, '@quarterdeck_signed_out') : []),
    ...headers(forwardedHeaders()),
    'add_header Quarterdeck-Refusal $quarterdeck_refusal always;',
    '',
    '# Nothing waits in here, in neither direction. Without HTTP/1.1 a server that drops would look like one that ends.',
    'proxy_http_version 1.1;',
    'proxy_set_header Connection "";',
    'proxy_buffering off;',
    'proxy_request_buffering off;',
    'proxy_buffer_size 32k;',
    'proxy_buffers 8 32k;',
    'proxy_busy_buffers_size 64k;',
    '# A closed tab ends what it asked for: this is what cancels a pull at its server.',
    'proxy_ignore_client_abort off;',
    'proxy_connect_timeout 5s;',
    '# A log can be silent for hours. What hangs is given up by the console.',
    'proxy_read_timeout 24h;',
    'proxy_send_timeout 1m;',
    '# What a browser knows about its user is not for the servers, and they leave what is sent to it uncompressed.',
    'proxy_set_header Host $proxy_host;',
    'proxy_set_header Cookie "";',
    'proxy_set_header Authorization "";',
    'proxy_set_header Accept-Encoding "";',
    'proxy_redirect off;',
    '# They say nothing about the origin that the console comes from.',
    ...headersNotPassedOn.map((name) => `proxy_hide_header ${name};`),
    ...(site.resolver === null ? [] : [`resolver ${site.resolver} valid=30s;`, 'resolver_timeout 5s;']),
    '',
    ...answer(refusals.noServer),
    ...list.servers.flatMap((server) => ['', ...upstream(server, site)]),
  )
}

function upstream(server: ListedServer, site: Site): Lines {
  const { isTls, origin, isAddress, path } = upstreamOf(server)
  const place = `${site.base}${forwardedPath(server)}/`
  return block(
    `location ^~ ${place}`,
    ...(site.resolver === null || isAddress
      ? [`proxy_pass ${origin}${path}/;`]
      : [
          `set $quarterdeck_upstream ${origin};`,
          `rewrite ^${escaped(place)}(.*)$ ${path}/$1 break;`,
          'proxy_pass $quarterdeck_upstream;',
        ]),
    ...(isTls
      ? [
          'proxy_ssl_server_name on;',
          'proxy_ssl_protocols TLSv1.2 TLSv1.3;',
          ...(server.insecure === true
            ? ['proxy_ssl_verify off;']
            : [
                'proxy_ssl_verify on;',
                'proxy_ssl_verify_depth 3;',
                `proxy_ssl_trusted_certificate ${server.ca === undefined ? site.authorities : authoritiesAt(server.ca, site)};`,
              ]),
        ]
      : []),
  )
}

function headers(all: Readonly<Record<string, string>>): Lines {
  return Object.entries(all).map(([name, value]) => `add_header ${name} ${quoted(value)} always;`)
}

function answer({ status, code, body }: Refusal): Lines {
  return [`set $quarterdeck_refusal ${code};`, `return ${status} ${quoted(body)};`]
}

/** One word of nginx, whatever is in it. A dollar sign would be a variable, and cannot be said otherwise. */
function quoted(text: string): string {
  if (text.includes('$')) throw new Error(`no way to write ${JSON.stringify(text)} for nginx`)
  return text.includes('"') && !text.includes("'")
    ? `'${text.replaceAll('\\', '\\\\')}'`
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)}"`
}

/** A place, which the site's check leaves few characters, as a regular expression of itself. */
function escaped(place: string): string {
  return place.replaceAll('.', String.raw`\.`)
}

function folder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`
}
