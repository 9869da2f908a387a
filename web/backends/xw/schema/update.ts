import * as v from 'valibot'
import { compareNames, distinct, listOf, optionalText, words } from './wire.ts'

/** A version of the models' configuration that a server's registry offers. */
export const PackageSchema = v.pipe(
  v.object({
    version: v.string(),
    name: optionalText,
    description: optionalText,
    release_date: optionalText,
    download_url: optionalText,
    sha256: optionalText,
    min_xw_version: optionalText,
  }),
  v.transform((wire) => ({
    version: wire.version,
    name: wire.name,
    description: wire.description,
    /** A calendar day, `2026-02-27`: a day has no time zone, hence it stays text. */
    releaseDate: wire.release_date,
    downloadUrl: wire.download_url,
    /** `null`: the server downloads this one without verifying it. */
    sha256: wire.sha256,
    minXwVersion: wire.min_xw_version,
  })),
)
export type Package = v.InferOutput<typeof PackageSchema>
export type PackageWire = v.InferInput<typeof PackageSchema>

function newestFirst(packages: readonly Package[]): Package[] {
  return distinct(packages, ({ version }) => version).sort((a, b) => compareNames(b.version, a.version))
}

/** `GET /api/update/list`, newest first. Both lists are empty, too, when the server cannot reach its registry. */
export const UpdateListSchema = v.pipe(
  v.object({
    current_xw_version: optionalText,
    current_config_version: optionalText,
    compatible_versions: listOf(PackageSchema),
    incompatible_versions: listOf(PackageSchema),
    installed_versions: words,
  }),
  v.transform((wire) => ({
    currentXw: wire.current_xw_version,
    currentConfig: wire.current_config_version,
    compatible: newestFirst(wire.compatible_versions),
    incompatible: newestFirst(wire.incompatible_versions),
    installed: wire.installed_versions.toReversed(),
  })),
)
export type UpdateList = v.InferOutput<typeof UpdateListSchema>
export type UpdateListWire = v.InferInput<typeof UpdateListSchema>

/** `GET /api/update/current`. */
export const CurrentVersionSchema = v.pipe(
  v.object({ config_version: v.string(), installed: v.boolean() }),
  v.transform((wire) => ({ configVersion: wire.config_version, installed: wire.installed })),
)
export type CurrentVersion = v.InferOutput<typeof CurrentVersionSchema>
export type CurrentVersionWire = v.InferInput<typeof CurrentVersionSchema>

/** `POST /api/update`: an empty version asks for the newest compatible one. */
export interface UpdateRequest {
  readonly version: string
}

export const UpdatedSchema = v.pipe(
  v.object({
    success: v.boolean(),
    previous_version: optionalText,
    new_version: optionalText,
    downloaded: v.nullish(v.boolean(), false),
    message: optionalText,
    restart_required: v.nullish(v.boolean(), false),
  }),
  v.transform((wire) => ({
    success: wire.success,
    previousVersion: wire.previous_version,
    newVersion: wire.new_version,
    downloaded: wire.downloaded,
    message: wire.message,
    restartRequired: wire.restart_required,
  })),
)
export type Updated = v.InferOutput<typeof UpdatedSchema>
export type UpdatedWire = v.InferInput<typeof UpdatedSchema>
