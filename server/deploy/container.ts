/** Images by version; a digest belongs to who builds, see docs/deploying.md. */
export const images = {
  node: 'node:20.19.4-bookworm-slim',
  nginx: 'nginx:1.28.0-alpine3.21',
  oauth2Proxy: 'quay.io/oauth2-proxy/oauth2-proxy:v7.9.0',
} as const

/** The user that nginx's image has for itself. */
const user = '101:101'

/** Paths within the container; the compose file mounts them. */
export const inContainer = {
  root: '/usr/share/quarterdeck',
  configFolder: '/etc/quarterdeck',
  site: '/etc/quarterdeck/site.conf',
  main: '/etc/nginx/nginx.conf',
  listen: '8080',
  scratch: '/tmp',
  /** Docker's own name server, which knows the other containers and whom the host knows. */
  resolver: '127.0.0.11',
  oauth2Proxy: 'oauth2-proxy:4180',
} as const

/** Built from the project's root: `docker build -f deploy/docker/Dockerfile .` */
export function dockerfile(): string {
  return `# The console as static files on nginx, without root and with nothing to write to.
# docker build -f deploy/docker/Dockerfile -t quarterdeck .
ARG NODE=${images.node}
ARG NGINX=${images.nginx}

FROM \${NODE} AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/vite/bin/vite.js build

FROM \${NGINX}
# nginx's own sites and its script that writes to them.
RUN rm -rf /etc/nginx/conf.d /docker-entrypoint.d /usr/share/nginx/html
COPY deploy/docker/nginx.conf ${inContainer.main}
COPY --from=build /src/dist ${inContainer.root}
USER ${user}
EXPOSE ${inContainer.listen}
STOPSIGNAL SIGQUIT
# Which servers it talks to is mounted: ${inContainer.site} and ${inContainer.configFolder}/config.json.
ENTRYPOINT ["nginx", "-g", "daemon off;"]
`
}

/** What Docker leaves out when it copies the project. */
export function dockerignore(): string {
  return `# Only what the build reads.
*
!package.json
!package-lock.json
!index.html
!tsconfig.json
!vite.config.ts
!public
!scripts
!server
!web
!mocks
!deploy/docker/nginx.conf
`
}

/** The console, and with the profile `oidc` oauth2-proxy beside it. */
export function composeFile(): string {
  return `# The console in a container: docker compose up --detach. With sign-in by oauth2-proxy: copy oidc.env.example to .env,
# fill it in, and the same.
name: quarterdeck

services:
  console:
    image: quarterdeck
    build:
      context: ../..
      dockerfile: deploy/docker/Dockerfile
    # Only this machine reaches it. What is in front of it speaks TLS, and lets in only whom you want.
    ports: ['127.0.0.1:8080:${inContainer.listen}']
    volumes:
      - \${QUARTERDECK_SITE:-./site.conf}:${inContainer.site}:ro
      - ./config.json:${inContainer.configFolder}/config.json:ro
      # Certificates that the list names with 'ca':
      # - ./authorities:/etc/quarterdeck/authorities:ro
    user: '${user}'
    read_only: true
    tmpfs: ['${inContainer.scratch}:mode=1777,size=64m']
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    # A stop gives streams this long to end.
    stop_grace_period: 30s
    restart: unless-stopped
    healthcheck:
      test: ['CMD', 'nc', '-z', '127.0.0.1', '${inContainer.listen}']
      interval: 30s
      timeout: 3s

  oauth2-proxy:
    profiles: [oidc]
    image: ${images.oauth2Proxy}
    command: ['--config=/etc/oauth2-proxy.cfg']
    environment:
      OAUTH2_PROXY_CLIENT_SECRET: \${OAUTH2_PROXY_CLIENT_SECRET:-}
      OAUTH2_PROXY_COOKIE_SECRET: \${OAUTH2_PROXY_COOKIE_SECRET:-}
    volumes: ['./oauth2-proxy.cfg:/etc/oauth2-proxy.cfg:ro']
    user: '65532:65532'
    read_only: true
    cap_drop: [ALL]
    security_opt: ['no-new-privileges:true']
    restart: unless-stopped
`
}

/** What the compose file reads from `.env`. */
export function oidcEnvironment(): string {
  return `# Copy to .env. Nobody but you should be able to read that one.
COMPOSE_PROFILES=oidc
QUARTERDECK_SITE=./site-oidc.conf
# From your identity provider.
OAUTH2_PROXY_CLIENT_SECRET=
# openssl rand -base64 32 | tr -- '+/' '-_'
OAUTH2_PROXY_COOKIE_SECRET=
`
}
