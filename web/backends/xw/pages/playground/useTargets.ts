import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Joined } from '@/kit/joined.ts'
import { model } from '../../queries.ts'
import { defaultParameters } from '../../schema/chatParameters.ts'
import type { InstanceList } from '../../schema/instance.ts'
import type { ModelDetail } from '../../schema/model.ts'
import { type RoutingRival, routingRivals } from '../../schema/routing.ts'
import type { AskedTarget } from '../../talks/answering.ts'
import { targetKey } from '../../talks/talk.ts'
import { type InstanceRow, useInstanceRows } from '../instances/useInstanceRows.ts'

/** So many instances answer side by side. */
export const mostTargets = 4

export interface TargetRow extends InstanceRow {
  /** As it stands in the address. */
  readonly key: string
  /** It can be asked; else its condition says why not. */
  readonly isReady: boolean
  readonly rivals: readonly RoutingRival[]
}

export interface ChosenTarget {
  readonly key: string
  /** Undefined: no server has such an instance now. */
  readonly row: TargetRow | undefined
  readonly detail: ModelDetail | undefined
  /** Null: it cannot be asked now. */
  readonly asked: AskedTarget | null
}

/** Every instance, and those of the address in its order. */
export function useTargets(
  joined: Joined<InstanceList>,
  keys: readonly string[],
): { readonly rows: readonly TargetRow[]; readonly chosen: readonly ChosenTarget[] } {
  const instances = useInstanceRows(joined.rows)
  const rows = useMemo(
    () =>
      instances.map((row): TargetRow => {
        const siblings = instances.filter(({ at }) => at.id === row.at.id).map(({ instance }) => instance)
        return {
          ...row,
          key: targetKey({ server: row.at.id, alias: row.instance.alias }),
          isReady: row.isKept !== true && (row.condition.kind === 'ready' || row.condition.kind === 'running'),
          rivals: routingRivals(row.instance, siblings),
        }
      }),
    [instances],
  )
  const picked = keys.slice(0, mostTargets).map((key) => ({ key, row: rowOf(rows, key) }))
  const found = picked.flatMap(({ row }) => (row === undefined ? [] : [row]))
  const details = useQueries({ queries: found.map(({ at, instance }) => model(at, instance.modelId)) })
  const chosen = picked.map(({ key, row }): ChosenTarget => {
    const detail = row && details[found.indexOf(row)]?.data
    return { key, row, detail, asked: row?.isReady ? askedOf(row, detail) : null }
  })
  return { rows, chosen }
}

/** The one that is ready, where an alias is there twice. */
function rowOf(rows: readonly TargetRow[], key: string): TargetRow | undefined {
  return rows.find((row) => row.key === key && row.isReady) ?? rows.findLast((row) => row.key === key)
}

function askedOf({ at, instance }: InstanceRow, detail: ModelDetail | undefined): AskedTarget {
  return {
    at,
    target: { server: at.id, label: at.label, alias: instance.alias, model: instance.modelId },
    defaults: defaultParameters(detail?.inferenceParameters ?? {}),
  }
}
