import type { ServerList } from '../serverList.ts'
import { inContainer } from './container.ts'
import { type DeploymentKind, printDeployment } from './printDeployment.ts'
import { type Site, plainSite } from './site.ts'

/** Reached by its own name, with TLS, and only by who has signed in at oauth2-proxy on the same machine. */
const signedIn: Site = {
  ...plainSite,
  listen: '443',
  host: 'console.example.org',
  signIn: { oauth2Proxy: '127.0.0.1:4180' },
}

const behindCertificate: Site = {
  ...signedIn,
  tls: {
    certificate: '/etc/ssl/quarterdeck/console.example.org.pem',
    key: '/etc/ssl/quarterdeck/console.example.org.key',
  },
}

const container: Site = {
  ...plainSite,
  root: inContainer.root,
  configFolder: inContainer.configFolder,
  listen: inContainer.listen,
  resolver: inContainer.resolver,
  // It is published on this machine's own address only.
  signIn: 'in front',
}

const containerWithSignIn: Site = {
  ...container,
  host: signedIn.host,
  signIn: { oauth2Proxy: inContainer.oauth2Proxy },
}

const files: readonly (readonly [path: string, kind: DeploymentKind, site: Site])[] = [
  ['config.json', 'config', plainSite],
  ['nginx/quarterdeck.conf', 'nginx', plainSite],
  ['nginx/quarterdeck-oidc.conf', 'nginx', behindCertificate],
  ['caddy/Caddyfile', 'caddy', plainSite],
  ['caddy/Caddyfile-oidc', 'caddy', { ...signedIn, tls: 'automatic' }],
  ['oauth2-proxy/oauth2-proxy.cfg', 'oauth2-proxy', behindCertificate],
  ['systemd/quarterdeck.service', 'systemd', plainSite],
  ['docker/Dockerfile', 'dockerfile', container],
  ['docker/Dockerfile.dockerignore', 'dockerignore', container],
  ['docker/nginx.conf', 'main', container],
  ['docker/compose.yaml', 'compose', container],
  ['docker/config.json', 'config', container],
  ['docker/site.conf', 'nginx', container],
  ['docker/site-oidc.conf', 'nginx', containerWithSignIn],
  ['docker/oauth2-proxy.cfg', 'oauth2-proxy', containerWithSignIn],
  ['docker/oidc.env.example', 'env', containerWithSignIn],
]

/** All that stands in `deploy/` beside the example list, made from that list. */
export function deploymentFiles(list: ServerList): readonly { readonly path: string; readonly text: string }[] {
  return files.map(([path, kind, site]) => {
    const printed = printDeployment(kind, list, site)
    if ('problems' in printed) throw new Error(`${path}: ${printed.problems.join('; ')}`)
    return { path, text: printed.text }
  })
}
