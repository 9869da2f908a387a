import type { FleetModelsSearch } from '../../paths.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'

/** What passes the filters of the address. `fits`: needs at most so many GB of GPU memory. */
export function filterFleetModels(
  models: readonly FleetModel[],
  { q, active, fits }: Pick<FleetModelsSearch, 'q' | 'active' | 'fits'>,
): readonly FleetModel[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const atMost = fitsBytes(fits)
  return models.filter((model) => {
    if (active !== undefined && model.active !== (active === 'yes')) return false
    if (atMost !== null && (model.minGpuMemoryBytes ?? 0) > atMost) return false
    if (words.length === 0) return true
    const text = `${model.name} ${model.version} ${model.downloadUrl ?? ''} ${model.checksum ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Null for what is no number of GB: a filter that cannot be read leaves nothing out. */
function fitsBytes(fits: string | undefined): number | null {
  const gb = Number(fits ?? '')
  return fits === undefined || fits.trim() === '' || !Number.isFinite(gb) || gb < 0 ? null : gb * 2 ** 30
}
