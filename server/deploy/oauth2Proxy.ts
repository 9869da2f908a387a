import type { Site } from './site.ts'

/** What oauth2-proxy 7 needs to know to sign people in for a site. Its secrets are in its environment, none is here. */
export function oauth2ProxyConfig(site: Site): string {
  const host = site.host ?? 'console.example.org'
  // In a container it has an address of its own, which is not published.
  const [, name = '', port = '4180'] =
    typeof site.signIn === 'object' ? (/^(.+):(\d+)$/.exec(site.signIn.oauth2Proxy) ?? []) : []
  const listen = `${/^[\d[]/.test(name) ? name : '0.0.0.0'}:${port}`
  return `# oauth2-proxy in front of the console: it only answers whether somebody is signed in, and signs them in.
# Set in its environment, not here: OAUTH2_PROXY_CLIENT_SECRET, and OAUTH2_PROXY_COOKIE_SECRET
# (openssl rand -base64 32 | tr -- '+/' '-_').

http_address = "${listen}"
# The web server says by which address it was asked, and nobody else reaches this one.
reverse_proxy = true
proxy_prefix = "${site.base}oauth2"
redirect_url = "https://${host}${site.base}oauth2/callback"
# Nothing is forwarded by it: the web server does that.
upstreams = ["static://202"]
# X-Auth-Request-User and -Preferred-Username, from which the console has the user's name.
set_xauthrequest = true

# Yours:
provider = "oidc"
oidc_issuer_url = "https://id.example.org/realms/ops"
client_id = "quarterdeck"
scope = "openid profile email"
code_challenge_method = "S256"
# Who may: everybody of a domain, or only of a group (allowed_groups = ["fleet-operators"], scope with "groups").
email_domains = ["example.org"]

# Straight to the sign-in, without a page in between.
skip_provider_button = true
cookie_name = "__Secure-quarterdeck"
cookie_path = "${site.base}"
cookie_secure = true
cookie_httponly = true
# No page of another site sends it with a request that changes something.
cookie_samesite = "lax"
cookie_expire = "12h"
# Asks the identity provider again so often whether the account still stands.
cookie_refresh = "15m"
`
}
