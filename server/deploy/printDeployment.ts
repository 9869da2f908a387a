import { type ServerList, consoleConfig } from '../serverList.ts'
import { caddyfile } from './caddy.ts'
import { composeFile, dockerfile, dockerignore, inContainer, oidcEnvironment } from './container.ts'
import { nginxSite } from './nginx.ts'
import { nginxMain } from './nginxMain.ts'
import { oauth2ProxyConfig } from './oauth2Proxy.ts'
import { type Site, siteProblems, upstreamOf } from './site.ts'
import { systemdUnit } from './systemd.ts'

/** What can be made of a list of servers. `config` is `config.json`, `main` a whole nginx.conf for a container. */
export const deploymentKinds = [
  'nginx',
  'caddy',
  'config',
  'oauth2-proxy',
  'systemd',
  'main',
  'dockerfile',
  'dockerignore',
  'compose',
  'env',
] as const

export type DeploymentKind = (typeof deploymentKinds)[number]

/** A configuration of that kind, or why there is none: one reason a line. */
export function printDeployment(
  kind: DeploymentKind,
  list: ServerList,
  site: Site,
): { readonly text: string } | { readonly problems: readonly string[] } {
  const problems = [...siteProblems(site, list), ...unfit(kind, list, site)]
  return problems.length > 0 ? { problems } : { text: textOf(kind, list, site) }
}

function unfit(kind: DeploymentKind, list: ServerList, { tls, host, listen }: Site): readonly string[] {
  if (kind === 'nginx') {
    const byAddress = list.servers.filter((server) => {
      const { isTls, isAddress } = upstreamOf(server)
      return isTls && isAddress && server.insecure !== true
    })
    return [
      ...(tls === 'automatic' || tls === 'internal'
        ? ['nginx gets no certificates by itself: name a certificate and its key']
        : []),
      ...byAddress.map(
        ({ name, url }) =>
          `${name}: nginx compares a certificate with names only, and ${JSON.stringify(url)} has none: write the host's name, or "insecure": true`,
      ),
    ]
  }
  if (kind === 'caddy' && tls !== 'none' && host === null) {
    return ['Caddy needs to know for which host its certificate is']
  }
  if (kind === 'caddy' && tls === 'automatic' && !/(^|:)443$/.test(listen)) {
    return [`a public authority looks at port 443, and not at ${listen}`]
  }
  return []
}

function textOf(kind: DeploymentKind, list: ServerList, site: Site): string {
  switch (kind) {
    case 'nginx':
      return nginxSite(list, site)
    case 'caddy':
      return caddyfile(list, site)
    case 'config':
      return `${JSON.stringify(consoleConfig(list), null, 2)}\n`
    case 'oauth2-proxy':
      return oauth2ProxyConfig(site)
    case 'systemd':
      return systemdUnit()
    case 'main':
      return nginxMain(inContainer.site, inContainer.scratch)
    case 'dockerfile':
      return dockerfile()
    case 'dockerignore':
      return dockerignore()
    case 'compose':
      return composeFile()
    case 'env':
      return oidcEnvironment()
  }
}
