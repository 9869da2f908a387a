import type { Page } from '@playwright/test'
import type { QuarterdeckSim } from '../mocks/browser.ts'
import type { FaultName } from '../mocks/faults.ts'
import type { QuirkName } from '../mocks/quirks.ts'

export type ServerId = 'npu-01' | 'npu-02' | 'mx-01' | 'fleet'

export const serverIds: readonly ServerId[] = ['npu-01', 'npu-02', 'mx-01', 'fleet']

/** Something goes wrong with a simulated server from now on, or right again with null. */
export async function befall(page: Page, server: ServerId, fault: FaultName | null): Promise<void> {
  await page.evaluate(
    ([id, name]) => {
      if (window.quarterdeckSim === undefined) throw new Error('the console does not run on its mocks')
      window.quarterdeckSim.fault(id, name)
    },
    [server, fault] as const,
  )
}

/** As `befall`, but from the console's very first request on, at each load of the page. */
export async function startWith(page: Page, faults: Readonly<Partial<Record<ServerId, FaultName>>>): Promise<void> {
  await page.addInitScript((wanted) => {
    let running: QuarterdeckSim | undefined
    Object.defineProperty(window, 'quarterdeckSim', {
      configurable: true,
      get: () => running,
      set(sim: QuarterdeckSim) {
        running = sim
        for (const [server, name] of Object.entries(wanted)) sim.fault(server, name)
      },
    })
  }, faults)
}

/**
 * The day and hour at which a test's world begins: clients of the fleet are heard of, or not, by the clock, so a
 * count that two answers give must not depend on the moment between them.
 */
export const noon = new Date('2026-11-20T12:00:00Z')

/** The clock of the page stands still; timers run on. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.setFixedTime(noon)
}

/** Switches a quirk of the simulated servers on or off from now on. */
export async function quirk(page: Page, name: QuirkName, on: boolean): Promise<void> {
  await page.evaluate(
    ([which, value]) => {
      if (window.quarterdeckSim === undefined) throw new Error('the console does not run on its mocks')
      window.quarterdeckSim.quirk(which, value)
    },
    [name, on] as const,
  )
}

/** Somebody else edits a client of the fleet, not through this console's pages. */
export async function writeBehind(page: Page, edit: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate(async (body) => {
    const url = new URL('api/gpuf/api/user/edit_client_info', document.baseURI)
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: '12', ...body }),
    })
  }, edit)
}
