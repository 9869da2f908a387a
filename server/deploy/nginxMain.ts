import { block, textOf } from './block.ts'

/**
 * A whole configuration of nginx around sites: for a container without root and with nothing to write to but one
 * folder.
 * @param sites path of the site's file, or a pattern of such
 * @param scratch a folder that it may write to
 * @param accessLog one line a request; what starts nginx reads it
 */
export function nginxMain(sites: string, scratch: string, accessLog = '/dev/stdout'): string {
  return textOf(
    [
      '# nginx in a container: no root, nothing is written but below one folder, the log goes to whoever started it.',
      'worker_processes auto;',
      `pid ${scratch}/nginx.pid;`,
      'error_log stderr warn;',
      '# A reload leaves streams alone until they end by themselves.',
      'worker_shutdown_timeout 6h;',
      ...block('events', 'worker_connections 4096;'),
      ...block(
        'http',
        ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${scratch}/${kind};`),
        '# Without what stands behind the question mark, and without bodies.',
        `log_format quarterdeck '$remote_addr $remote_user [$time_iso8601] "$request_method $uri" $status $body_bytes_sent $request_time s';`,
        `access_log ${accessLog} quarterdeck;`,
        'sendfile on;',
        'tcp_nopush on;',
        'keepalive_timeout 65s;',
        `include ${sites};`,
      ),
    ],
    '    ',
  )
}
