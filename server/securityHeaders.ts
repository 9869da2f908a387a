export interface SecurityOptions {
  /** Origins of servers that the browser asks directly: `https://npu-01:8443`. The console's own is always allowed. */
  readonly connect?: readonly string[]
  /** The console is reached by https only, and stays so: browsers then refuse plain http to its host for a year. */
  readonly strictTransport?: boolean
  /** Where browsers tell what they refused to do: an address, or a path from the root of the origin. */
  readonly reports?: string
}

/**
 * What every answer with a file of the console carries, scripts of workers included: a worker follows the policy of
 * its own script's answer, not that of its page.
 */
export function securityHeaders(options: SecurityOptions = {}): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': directives({
      // Whatever is not named below (frames, plugins, media, prefetching) is not loaded at all.
      'default-src': "'none'",
      'script-src': "'self'",
      'worker-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self'",
      'font-src': "'self'",
      'manifest-src': "'self'",
      'connect-src': ["'self'", ...(options.connect ?? [])].join(' '),
      // index.html says by its <base> where the console lives.
      'base-uri': "'self'",
      // Forms are sent by scripts. One that a browser would send by itself has been planted.
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      // No text becomes a script or markup, except for the addresses of the console's own workers.
      'require-trusted-types-for': "'script'",
      'trusted-types': TRUSTED_TYPES_POLICY,
      // The newer report-to says nothing of workers, and not everywhere anything.
      ...(options.reports === undefined ? {} : { 'report-uri': options.reports }),
    }),
    ...everywhere,
    // A sign-in page that opens in a tab of its own does not get hold of this one.
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': permissions(),
    ...(options.strictTransport === true ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
}

/**
 * What every answer carries that comes from a server behind the console. Such an answer is read by scripts, to which
 * this makes no difference; opened in a tab it would be a page of the console's own origin, and must not do anything.
 */
export function forwardedHeaders(): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': directives({
      'default-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    }),
    ...everywhere,
  }
}

/** The origins of servers that a `config.json` names by an absolute address, each once: what `connect` needs. */
export function connectOrigins(config: unknown): readonly string[] {
  const servers = typeof config === 'object' && config !== null && 'servers' in config ? config.servers : []
  const urls = (Array.isArray(servers) ? servers : []).map((server: unknown) =>
    typeof server === 'object' && server !== null && 'url' in server ? String(server.url) : '',
  )
  return [
    ...new Set(urls.filter((url) => /^https?:\/\//i.test(url) && URL.canParse(url)).map((url) => new URL(url).origin)),
  ]
}

/** The one policy that may make an address of a script: `web/lib/workerAddress.ts`. */
const TRUSTED_TYPES_POLICY = 'quarterdeck-workers'

const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  // For browsers that do not know frame-ancestors.
  'X-Frame-Options': 'DENY',
  // Addresses of the console name machines and models. Requests of scripts still say their origin, which is what a
  // check against forgery reads.
  'Referrer-Policy': 'no-referrer',
  // No other site can load a file or an answer, not even as an image to see whether it is there.
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Without it a browser looks up the names in links before anybody follows them.
  'X-DNS-Prefetch-Control': 'off',
} as const

/** Of what a page can ask a browser for, the console uses one thing: putting text on the clipboard. */
const unused = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const

function permissions(): string {
  return ['clipboard-write=(self)', ...unused.map((feature) => `${feature}=()`)].join(', ')
}

function directives(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
