import { readOnlyRefusal } from '../readAccess.ts'

/** The most that is sent to a server at once: a conversation, no file. */
export const maxBodyMegabytes = 8

/** What a server says that would hold for the console's whole origin, or that the web server says itself. */
export const headersNotPassedOn = [
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Origin',
  'Clear-Site-Data',
  'Content-Security-Policy',
  'Cross-Origin-Resource-Policy',
  'Link',
  'Refresh',
  'Referrer-Policy',
  'Service-Worker-Allowed',
  'Set-Cookie',
  'Strict-Transport-Security',
  'X-Content-Type-Options',
  'X-DNS-Prefetch-Control',
  'X-Frame-Options',
  'X-Powered-By',
] as const

/** What the web server itself answers calls with, in the words of the console's own server. */
export interface Refusal {
  readonly status: number
  /** Goes into the header `Quarterdeck-Refusal`. */
  readonly code: string
  readonly body: string
}

// None of another site is a 403, which the console takes for a session that has ended.
export const refusals = {
  otherSite: refusal(400, 'other-site', 'The request comes from the page of another site.'),
  otherHost: refusal(421, 'host', 'This console does not answer to that host.'),
  noSession: refusal(401, 'no-session', 'Sign in to this console first.'),
  noSignIn: refusal(503, 'no-sign-in', 'The service that signs people in does not answer.'),
  noFile: refusal(404, 'no-such-file', 'There is no such file.'),
  noServer: refusal(404, 'no-such-server', 'No server of this console is at this address.'),
  readOnly: readOnlyRefusal,
} as const satisfies Record<string, Refusal>

function refusal(status: number, code: string, message: string): Refusal {
  return { status, code, body: JSON.stringify({ success: false, error: message, message, code }) }
}
