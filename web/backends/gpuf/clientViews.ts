import { clientEngine, fromEngine } from './client.ts'
import type { WantedView } from './engine/clientHandlers.ts'
import type { ClientTable } from './schema/clientTable.ts'
import type { FleetView, FleetViewRequest } from './schema/fleetView.ts'

/**
 * The rows of a table in the order that is asked for, with what can be counted beside them.
 *
 * @param onFirst of a large table hears of its first rows before all of them are in order
 */
export async function viewClients(
  table: ClientTable,
  request: FleetViewRequest,
  signal?: AbortSignal,
  onFirst?: (view: FleetView) => void,
): Promise<FleetView> {
  const early = takeEarly(table, request)
  if (early?.isWhole) return early.view
  if (early) onFirst?.(early.view)
  const wantsFirst = onFirst !== undefined && !early
  const ask = (key: string) => clientEngine.run('view', { key, request, wantsFirst }, { signal, onProgress: onFirst })
  const key = fromEngine.get(table)?.key
  const view = key === undefined ? NO_TABLE : await ask(key)
  if (!('noTable' in view)) return view
  // The engine has newer tables, or has started anew, while this one is still on screen.
  const adopted = await clientEngine.run('adopt', { columns: table.columns }, { signal })
  fromEngine.set(table, { key: adopted, early: undefined })
  const again = await ask(adopted)
  if ('noTable' in again) throw new Error('The engine lost a table that it had just been given.')
  return again
}

const NO_TABLE = { noTable: true } as const

/** The view that came with its table, if it is the one that is asked for now. */
function takeEarly(table: ClientTable, { filter, sorts, group, locale, writes }: FleetViewRequest) {
  const { key, early } = fromEngine.get(table) ?? {}
  if (key === undefined || early === undefined) return undefined
  // It is of its moment: the ages that it counted go on.
  fromEngine.set(table, { key, early: undefined })
  return writes.length === 0 && isSame(early.request, { filter, sorts, group, locale }) ? early : undefined
}

function isSame(a: WantedView, b: WantedView): boolean {
  return inOneOrder(a) === inOneOrder(b)
}

function inOneOrder({ filter, sorts, group, locale }: WantedView): string {
  const filters = Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([filters, sorts, group, locale])
}

/** Tells the engine which view of what it loads next will be wanted. */
export async function prepareViews(request: WantedView): Promise<void> {
  try {
    await clientEngine.run('prepare', { request })
  } catch {
    // It only saves time; the load itself will say what is wrong.
  }
}
