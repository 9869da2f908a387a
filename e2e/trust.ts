import type { BrowserContext, Request, Worker } from '@playwright/test'

/** What a browser did not let the console do, or where it went that is not its own. */
export interface TrustBroken {
  /** `img-src https://elsewhere.example/a.png at http://127.0.0.1/overview` */
  readonly refused: readonly string[]
  /** Addresses of other origins that were asked for. */
  readonly elsewhere: readonly string[]
}

/**
 * Listens in all tabs of a context. Where the policy names a place for reports, the browser sends each violation there,
 * those in workers too. Elsewhere it tells those of a page in its console; a worker is made to.
 */
export function watchTrust(context: BrowserContext): TrustBroken {
  const refused: string[] = []
  const elsewhere: string[] = []
  /** Where pages of the console were opened: tests do that, and the console never by itself. */
  const own = new Set<string>()
  context.on('request', (request) => {
    const url = new URL(request.url())
    // What is made in the page goes nowhere.
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return
    if (url.pathname === '/csp-reports') {
      refused.push(...violationIn(request))
      return
    }
    if (isOpening(request) && url.hostname === '127.0.0.1') own.add(url.origin)
    if (!own.has(url.origin)) elsewhere.push(url.href)
  })
  context.on('page', (page) => page.on('worker', tellViolations))
  return { refused, elsewhere }
}

function tellViolations(worker: Worker): void {
  // Some end as soon as they have begun.
  worker.evaluate(listenForViolations).catch(() => undefined)
}

/** Runs in a worker. */
function listenForViolations(): void {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    // oxlint-disable-next-line no-console -- what the fixture of all tests listens to
    console.error(`refused in a worker: ${effectiveDirective} ${blockedURI}`)
  })
}

function isOpening(request: Request): boolean {
  if (!request.isNavigationRequest()) return false
  try {
    return request.frame().parentFrame() === null
  } catch {
    // A tab that is just being opened has no frame yet.
    return true
  }
}

function violationIn(request: Request): readonly string[] {
  // The mocks' service worker passes the report on: that request is without it.
  const sent = request.postDataJSON() as { readonly 'csp-report': Readonly<Record<string, string>> } | null
  if (sent === null) return []
  const report = sent['csp-report']
  const { 'effective-directive': directive, 'blocked-uri': blocked, 'script-sample': sample, ...where } = report
  return [
    [directive, blocked, sample, 'in', where['source-file'] ?? where['document-uri']]
      .filter((part) => part !== undefined && part !== '')
      .join(' '),
  ]
}
