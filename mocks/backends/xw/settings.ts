import {
  ConfigInfoSchema,
  ConfigReloadedSchema,
  ConfigSetSchema,
  ConfigValueSchema,
} from '@/backends/xw/schema/config.ts'
import { CurrentVersionSchema, type PackageWire, UpdateListSchema, UpdatedSchema } from '@/backends/xw/schema/update.ts'
import type { FaultName } from '../../faults.ts'
import { bodyOf, reply, textIn } from '../../reply.ts'
import { SECOND, paced, sleep } from '../../sim/clock.ts'
import { configurations } from '../../sim/configurations.ts'
import { hex, shuffled } from '../../sim/rng.ts'
import { REGISTRY, type XwState } from '../../sim/xwServer.ts'
import { type XwContext, type XwRoutes, refuse } from './route.ts'

function info(server: XwState) {
  return {
    name: server.id,
    registry: server.config.registry,
    config_version: server.config.running,
    host: '0.0.0.0',
    port: server.port,
    config_dir: '/root/.xw/config',
    data_dir: '/root/.xw/data',
  }
}

async function getValue(request: Request, { server }: XwContext): Promise<Response> {
  const key = textIn(await bodyOf(request), 'key')
  const { config_version: _, ...values } = info(server)
  const found = Object.entries(values).find(([name]) => name === key)
  if (!found) return refuse(400, `unknown configuration key: ${key}`)
  return reply(ConfigValueSchema, { key, value: String(found[1]) })
}

async function setValue(request: Request, { server }: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const key = textIn(body, 'key')
  const value = textIn(body, 'value')
  if (key === 'name') return refuse(400, "server name cannot be modified (it's tied to running instances)")
  if (key !== 'registry') return refuse(400, `unsupported configuration key: ${key}`)
  if (value === '') return refuse(400, 'value cannot be empty')
  // any text is taken, an URL or not
  server.config.registry = value
  return reply(ConfigSetSchema, { message: 'Configuration updated successfully' })
}

const OLDEST_COMPATIBLE = '0.0.1'

function packageOf(version: string, unverified: boolean): PackageWire | undefined {
  const found = configurations.find((one) => one.version === version)
  if (!found) return undefined
  const { date, minXw, description } = found
  return {
    version,
    name: version,
    description,
    release_date: date,
    download_url: `https://xw.tsingmao.com/packages/${version}.tar.gz`,
    sha256: unverified ? '' : hex(64, 'sha256', version),
    min_xw_version: minXw,
  }
}

function fits(one: PackageWire): boolean {
  return one.min_xw_version === OLDEST_COMPATIBLE
}

function reachesRegistry({ config, fault }: XwState): boolean {
  return config.registry === REGISTRY && fault?.name !== 'update-no-registry'
}

/** Its process ends, and another one reads the configuration that is set. */
function restart({ world, server }: XwContext): void {
  const now = world.clock.now()
  server.awayUntil = now + paced(world, 12 * SECOND)
  server.startedAt = server.awayUntil
  server.config.running = server.config.version
  world.changed()
}

/** One of the faults of updates has its turn. */
function befalls({ server }: XwContext, name: FaultName): boolean {
  const { fault } = server
  if (fault?.name !== name) return false
  fault.times--
  if (fault.times <= 0) server.fault = undefined
  return true
}

function listVersions(_request: Request, { world, server }: XwContext): Response {
  const reachable = reachesRegistry(server)
  const offered = reachable
    ? configurations.flatMap(
        ({ version }) => packageOf(version, world.quirks.checksumMissing && version < '0.0.6') ?? [],
      )
    : []
  const order = <T>(list: T[]) => (world.quirks.randomListOrder ? shuffled(list, world.next) : list)
  const incompatible = offered.filter((one) => !fits(one))
  return reply(UpdateListSchema, {
    current_xw_version: '0.0.1',
    current_config_version: server.config.running,
    compatible_versions: reachable ? order(offered.filter(fits)) : [],
    incompatible_versions: reachable ? (incompatible.length > 0 ? order(incompatible) : null) : [],
    installed_versions: order([...server.installed]),
  })
}

async function update(request: Request, context: XwContext): Promise<Response> {
  const { world, server } = context
  const asked = textIn(await bodyOf(request), 'version')
  const version = asked || '0.0.6'
  const known = packageOf(version, false)
  const installed = server.installed.has(version)
  if (!reachesRegistry(server) && !installed) return refuse(404, `version ${version} not found`)
  if (!known) return refuse(404, `version ${version} not found`)
  if (known.min_xw_version !== OLDEST_COMPATIBLE)
    return refuse(400, `version ${version} is not compatible with xw 0.0.1`)
  const previous = server.config.version
  if (!installed) await sleep(world.clock, paced(world, 4 * SECOND), request.signal)
  if (befalls(context, 'update-fails')) return refuse(500, `failed to download package ${version}: unexpected EOF`)
  server.installed.add(version)
  server.config.version = version
  if (befalls(context, 'update-restarts')) {
    restart(context)
    return Response.error()
  }
  return reply(UpdatedSchema, {
    success: true,
    previous_version: previous,
    new_version: version,
    downloaded: !installed,
    message: version === previous ? `already at ${version}` : `updated to ${version}`,
    restart_required: version !== previous,
  })
}

function reload(_request: Request, context: XwContext): Response {
  const { world, server } = context
  if (befalls(context, 'update-reload-fails'))
    return refuse(500, 'failed to reload configuration: engines.yaml: line 12')
  server.config.running = server.config.version
  if (befalls(context, 'update-restarts-late')) world.clock.after(paced(world, SECOND), () => restart(context))
  return reply(ConfigReloadedSchema, { message: 'Configuration reloaded', config_version: server.config.running })
}

export const settingsRoutes: XwRoutes = {
  'GET /api/config/info': (_request, { server }) => reply(ConfigInfoSchema, info(server)),
  'POST /api/config/get': getValue,
  'POST /api/config/set': setValue,
  'POST /api/config/reload': reload,
  'GET /api/update/list': listVersions,
  'GET /api/update/current': (_request, { server }) =>
    reply(CurrentVersionSchema, {
      config_version: server.config.version,
      installed: server.installed.has(server.config.version),
    }),
  'POST /api/update': update,
}
