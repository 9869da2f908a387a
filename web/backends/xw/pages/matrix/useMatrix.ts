import { useMemo, useState } from 'react'
import { useServers } from '@/kit/connections.ts'
import { type Joined, useJoined } from '@/kit/joined.ts'
import { downloadedModels, models } from '../../queries.ts'
import type { ModelList } from '../../schema/model.ts'
import { buildMatrix, type Matrix, type ServerSaid } from './matrixModel.ts'

interface MatrixOfServers {
  /** Of all servers, in the order of `config.json`. */
  readonly matrix: Matrix
  readonly catalogues: Joined<ModelList>
}

export function useMatrix(): MatrixOfServers {
  const servers = useServers('xw')
  const catalogues = useJoined(servers, models)
  const disks = useJoined(servers, downloadedModels)
  const said = useStable(
    servers.map((at) => {
      const catalogue = catalogues.rows.find((row) => row.at === at)
      const disk = disks.rows.find((row) => row.at === at)
      return {
        at,
        catalogue: catalogue?.data,
        disk: disk?.data,
        isFailing: catalogues.failed.some((failure) => failure.at === at),
        isKept: catalogue?.isKept === true || disk?.isKept === true,
      }
    }),
  )
  const matrix = useMemo(() => buildMatrix(said), [said])
  return { matrix, catalogues }
}

/** Forty servers answer several times a second, mostly the same as before: then nothing is built or drawn anew. */
function useStable(said: readonly ServerSaid[]): readonly ServerSaid[] {
  const [stable, setStable] = useState(said)
  const isSame =
    said.length === stable.length &&
    said.every((one, index) => {
      const before = stable[index]
      return (
        before !== undefined &&
        one.at === before.at &&
        one.catalogue === before.catalogue &&
        one.disk === before.disk &&
        one.isFailing === before.isFailing &&
        one.isKept === before.isKept
      )
    })
  if (isSame) return stable
  setStable(said)
  return said
}
