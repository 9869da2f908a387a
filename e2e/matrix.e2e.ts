import type { Page } from '@playwright/test'
import { type Area, areas } from './matrixAreas.ts'
import { type MatrixFault, isMatrixFault, isQuiet, matrixFaults, quietWords } from './matrixFaults.ts'
import { type Cell, documented, isWhole, isWriting, keepRow, written } from './matrixTable.ts'
import { expect, type FaultyWorld, test } from './matrixWorld.ts'

/** The longest that a trouble may take to be seen: a poll, and a fleet's list that is given up after two minutes. */
const SEEN_WITHIN = 200
/** Which server answers shows when it is asked for its name, every ten minutes. */
const ASKED_AGAIN_WITHIN = 700
/** Of each poll the next comes by, also of the fleet's list that is given up after two minutes. */
const SETTLED_WITHIN = 200
/** The longest pause before a next attempt is a minute, of a pull that has failed six times too. */
const OVER_WITHIN = 150
/** What does no harm is looked at for so long: every poll comes by. */
const WATCHED = 50

test.use({ actionTimeout: 10_000 })

const byItself = 'goes on by itself'

for (const [number, fault] of Object.keys(matrixFaults).filter(isMatrixFault).entries()) {
  test(`matrix: ${matrixFaults[fault]}`, async ({ page, world, expectComplaint }) => {
    test.setTimeout(240_000)
    // The browser's own words about an answer that it keeps from the console.
    if (fault === 'redirect-away') expectComplaint(/blocked by CORS policy|Content Security Policy|Refused to connect/)
    await page.goto(`${world.url}settings`)
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    const row: Record<string, Cell> = {}
    const failures: string[] = []
    // Every second cell, as on a board for chess: all of them take twice as long as each run of all tests can spare.
    for (const area of areas.filter((_, place) => isWhole || (number + place) % 2 === 0)) {
      await test.step(area.title, async () => {
        try {
          row[area.title] = await walk(page, world, fault, area)
        } catch (error) {
          // One area's fault does not hide another's.
          failures.push(`${area.title}: ${error instanceof Error ? error.message : String(error)}`)
          await befall(world, area, null)
        }
      })
    }
    expect(failures, 'what the console does not do').toEqual([])
    if (isWriting) keepRow(fault, row)
    const found = Object.fromEntries(Object.entries(row).map(([area, cell]) => [area, written(cell)]))
    if (isWriting) return
    const { row: known, likely } = documented(fault)
    for (const [area, cell] of Object.entries(found)) {
      expect(known, 'docs/what-can-go-wrong.md; npm run matrix writes it').toHaveProperty(area)
      expect(likely[area], `${area}: docs/what-can-go-wrong.md; npm run matrix writes it`).toContainEqual(cell)
    }
  })
}

async function walk(page: Page, world: FaultyWorld, fault: MatrixFault, area: Area): Promise<Cell> {
  // Streams are packed from their beginning or not at all.
  if (fault === 'gzip') await befall(world, area, fault)
  await area.begin(page, world)
  await befall(world, area, fault)
  const sees = isQuiet(fault, area.title) ? await watch(page, world, area, fault) : await see(page, world, area, fault)
  // Another server has other things: what was chosen is there again with the right one.
  if (fault !== 'other-server') await area.expectKept(page)
  if (sees !== null && area.showsData) {
    const aged = new RegExp(`^(?:Still shown: what ${area.server} said|Updated \\d+[ms])`)
    await expect(page.getByText(aged).first()).toBeVisible()
  }
  await befall(world, area, null)
  area.over?.(world)
  const recovers = await recover(page, world, area)
  // Who was taken for another server is asked for its name once more.
  if (fault === 'other-server') await world.pass(page, 60)
  await area.expectKept(page)
  await area.finish?.(page, world)
  if (sees !== null) return { sees, recovers }
  return { sees: quietWords(fault, area.title), recovers: recovers === byItself ? '–' : recovers }
}

async function befall({ proxies, clock }: FaultyWorld, area: Area, fault: MatrixFault | null): Promise<void> {
  const proxy = proxies[area.server]
  const offByMs = fault === 'clock' ? -600_000 : 0
  // All servers of this world go by one clock; where it is told whose is off, it is that of one alone.
  clock.putWrong(area.title === 'Settings' ? 0 : offByMs)
  proxy?.misdate(area.title === 'Settings' ? offByMs : 0)
  await proxy?.befall(fault === 'clock' ? null : fault)
}

/**
 * Waits until something is said, and returns what. What was asked just before the fault may tell of its own end first,
 * as that nobody answered in time: what the next polls say counts then.
 */
async function see(page: Page, world: FaultyWorld, area: Area, fault: MatrixFault): Promise<string> {
  const known = isWriting ? [] : (documented(fault).likely[area.title] ?? []).map(({ sees }) => sees)
  let words = await firstSeen(page, world, area, fault)
  const isKnown = () => known.length === 0 || known.includes(written({ sees: words, recovers: '' }).sees)
  for (let passed = 0; passed < SETTLED_WITHIN && !isKnown(); passed += 10) {
    await world.pass(page, 10)
    words = (await saidIn(page, area, fault)) ?? words
  }
  return words
}

async function firstSeen(page: Page, world: FaultyWorld, area: Area, fault: MatrixFault): Promise<string> {
  const trouble = area.trouble(page, fault).first()
  const isTold = area.atLeast === undefined || fault === 'other-server' || fault === 'clock'
  const within = fault === 'other-server' ? ASKED_AGAIN_WITHIN : isTold ? SEEN_WITHIN : SEEN_WITHIN / 2
  for (let passed = 0; passed < within && !(await trouble.isVisible()); passed += 10) await world.pass(page, 10)
  if (!isTold && area.atLeast !== undefined && !(await trouble.isVisible())) return area.atLeast
  await expect(trouble, `${area.title} says what is wrong`).toBeVisible()
  // A session's end may be told above the page first; in the page it has a place of its own.
  const inPage = trouble.and(page.locator('main *, [role=dialog] *'))
  for (let passed = 0; passed < 40 && !(await inPage.isVisible()); passed += 10) await world.pass(page, 10)
  return (await saidIn(page, area, fault)) ?? ''
}

/** What the page says of the trouble, or else what is said above it; null where nothing is said just now. */
async function saidIn(page: Page, area: Area, fault: MatrixFault): Promise<string | null> {
  const trouble = area.trouble(page, fault).first()
  const inPage = trouble.and(page.locator('main *, [role=dialog] *'))
  const told = (await inPage.isVisible()) ? inPage : trouble
  if (!(await told.isVisible())) return null
  const words = (await told.innerText()).trim()
  if (words === 'Connecting') return '“Not connected”'
  // Whichever question had waited longest tells, each with a time limit of its own.
  return `“${words.replace(/within .* while/, 'within {after} while')}”`
}

/** Nothing is to be seen of it. */
async function watch(page: Page, world: FaultyWorld, area: Area, fault: MatrixFault): Promise<null> {
  await world.pass(page, WATCHED)
  await expect(area.trouble(page, fault)).toHaveCount(0)
  return null
}

async function recover(page: Page, world: FaultyWorld, area: Area): Promise<string> {
  if (await comesBack(page, world, area)) return byItself
  const hand = area.hand?.(page)
  if (hand === undefined || !(await hand.isVisible())) {
    throw new Error(`${area.title} does not come back: ${await page.getByRole('main').innerText()}`)
  }
  const name = (await hand.innerText()).trim()
  await hand.click()
  expect(await comesBack(page, world, area), `${area.title} comes back after “${name}”`).toBe(true)
  return `“${name}”`
}

async function comesBack(page: Page, world: FaultyWorld, area: Area): Promise<boolean> {
  for (let passed = 0; passed < OVER_WITHIN; passed += 10) {
    await world.pass(page, 10)
    if (await area.isWell(page)) return true
  }
  return false
}
