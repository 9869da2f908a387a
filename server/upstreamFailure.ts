/** A server took longer than it may. */
export class UpstreamTimeout extends Error {
  override readonly name = 'UpstreamTimeout'
  readonly stage: 'connect' | 'head'
  readonly ms: number

  constructor(stage: 'connect' | 'head', ms: number) {
    super(`no ${stage} within ${ms} ms`)
    this.stage = stage
    this.ms = ms
  }
}

/** A server answers in a form that cannot be passed on. */
export class UpstreamNoHttp extends Error {
  override readonly name = 'UpstreamNoHttp'
}

export interface UpstreamFailure {
  readonly status: 502 | 504
  readonly code: string
  readonly message: string
}

const said: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection: nothing listens there',
  ECONNRESET: 'closed the connection before it answered',
  EHOSTUNREACH: 'cannot be reached from where the console runs',
  ENETUNREACH: 'cannot be reached from where the console runs',
  ENOTFOUND: 'has a host name that is not known where the console runs',
  EAI_AGAIN: 'has a host name that could not be looked up where the console runs',
  EPIPE: 'closed the connection before it answered',
  EPROTO: 'does not speak TLS as the console does; is its address really https?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS there; is its address http?',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet; is a clock wrong?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate of another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it signed itself: name it with --ca or "ca"',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate of an authority that is not trusted: name it with --ca or "ca"',
  UNABLE_TO_GET_ISSUER_CERT: 'has a certificate of an authority that is not trusted: name it with --ca or "ca"',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate of an authority that is not trusted: name it with --ca or "ca"',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an authority that is not trusted: name it with --ca or "ca"',
}

/** Why a server gave no answer, in words for whoever looks at the console. */
export function failureOf(error: Error, name: string): UpstreamFailure {
  if (error instanceof UpstreamTimeout) {
    const seconds = error.ms / 1000
    return error.stage === 'connect'
      ? { status: 504, code: 'connect-timeout', message: `${name} could not be connected to within ${seconds} s` }
      : { status: 504, code: 'head-timeout', message: `${name} did not begin to answer within ${seconds} s` }
  }
  if (error instanceof UpstreamNoHttp) return { status: 502, code: 'no-http', message: noHttp(name) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  if (code === 'ETIMEDOUT') return { status: 504, code, message: `${name} could not be connected to` }
  if (code.startsWith('HPE_')) return { status: 502, code, message: noHttp(name) }
  return { status: 502, code, message: `${name} ${said[code] ?? `could not be asked (${code})`}` }
}

function noHttp(name: string): string {
  return `${name} answers something that is not HTTP`
}
