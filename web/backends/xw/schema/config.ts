import * as v from 'valibot'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { optionalNumber, optionalText } from './wire.ts'

/** `GET /api/config/info`. */
export const ConfigInfoSchema = v.pipe(
  v.object({
    name: v.string(),
    registry: optionalText,
    config_version: optionalText,
    host: optionalText,
    port: optionalNumber,
    config_dir: optionalText,
    data_dir: optionalText,
  }),
  v.transform((wire) => ({
    name: wire.name,
    // Some have a sign-in in it: nobody needs to read that here.
    registry: wire.registry === null ? null : maskSecrets(wire.registry),
    configVersion: wire.config_version,
    host: wire.host,
    port: wire.port,
    configDir: wire.config_dir,
    dataDir: wire.data_dir,
  })),
)
export type ConfigInfo = v.InferOutput<typeof ConfigInfoSchema>
export type ConfigInfoWire = v.InferInput<typeof ConfigInfoSchema>

/** What can be asked for one by one. Any other key is refused. */
export const configKeys = ['name', 'registry', 'host', 'port', 'config_dir', 'data_dir'] as const
export type ConfigKey = (typeof configKeys)[number]

/** `POST /api/config/get`. Numbers come as text on some servers and as numbers on others. */
export const ConfigValueSchema = v.object({
  key: v.string(),
  value: v.pipe(
    v.nullish(v.union([v.string(), v.number(), v.boolean()]), ''),
    v.transform((value) => maskSecrets(String(value))),
  ),
})
export type ConfigValue = v.InferOutput<typeof ConfigValueSchema>
export type ConfigValueWire = v.InferInput<typeof ConfigValueSchema>

/** `POST /api/config/set`: only `registry` can be set, and its URL is not checked by the server. */
export const ConfigSetSchema = v.object({ message: optionalText })
export type ConfigSet = v.InferOutput<typeof ConfigSetSchema>
export type ConfigSetWire = v.InferInput<typeof ConfigSetSchema>

/** `POST /api/config/reload`. */
export const ConfigReloadedSchema = v.pipe(
  v.object({ message: optionalText, config_version: optionalText }),
  v.transform((wire) => ({ message: wire.message, configVersion: wire.config_version })),
)
export type ConfigReloaded = v.InferOutput<typeof ConfigReloadedSchema>
export type ConfigReloadedWire = v.InferInput<typeof ConfigReloadedSchema>
