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

/** What the web server itself answers calls with, in the form of both kinds of server. */
export const refusals = {
  forged: refusal(403, 'this call came from a page of another site'),
  signedOut: refusal(401, 'nobody is signed in here'),
  noSignIn: refusal(503, 'the sign-in service does not answer'),
  unknown: refusal(404, 'there is no such file'),
  noServer: refusal(404, 'no server of this name is behind this console'),
} as const

function refusal(status: number, error: string): { readonly status: number; readonly body: string } {
  return { status, body: JSON.stringify({ success: false, error, code: String(status), message: error }) }
}
