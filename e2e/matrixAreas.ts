import type { Locator, Page } from '@playwright/test'
import type { AreaTitle, MatrixFault } from './matrixFaults.ts'
import { expect, type FaultyWorld } from './matrixWorld.ts'
import { walkTo } from './pages.ts'
import { operatorAt } from './pullWalk.ts'

/** One part of the console in the matrix: what an operator has under way there, and where they look. */
export interface Area {
  readonly title: AreaTitle
  /** The server that the fault befalls. */
  readonly server: 'npu-01' | 'fleet'
  /** Goes there while all is well, and leaves something half done. */
  readonly begin: (page: Page, world: FaultyWorld) => Promise<void>
  /** What says that something is wrong; what is not on screen does not. */
  readonly trouble: (page: Page, fault: MatrixFault) => Locator
  /** What is said where nothing is wrong with the part that is looked at. */
  readonly atLeast?: string
  /** What was half done is still there. */
  readonly expectKept: (page: Page) => Promise<void>
  /** All that was shown before is there again, and goes on. */
  readonly isWell: (page: Page) => Promise<boolean>
  /** Data that a server said some time ago is beside the trouble, and must not look like news. */
  readonly showsData: boolean
  /** What an operator may have to press when all is well again. */
  readonly hand?: (page: Page) => Locator
  /** When all is well again, what was slow for the fault to befall it needs no longer be. */
  readonly over?: (world: FaultyWorld) => void
  /** Leaves nothing behind for the next area. */
  readonly finish?: (page: Page, world: FaultyWorld) => Promise<void>
}

const main = (page: Page) => page.getByRole('main')
/** Under an open dialog the page is out of reach for roles, and still seen. */
const notice = (page: Page, operation: string, server: string) =>
  page.locator('[data-problem] p:first-child').filter({ hasText: server }).filter({ hasText: operation }).first()
const signIn = (page: Page) => page.getByText(/^Sign in again: .* wants? to know who you are/)

const polled = (operation: string, server: string) => ({
  trouble: (page: Page) => notice(page, operation, server).or(signIn(page)),
  isWell: async (page: Page) =>
    (await page.locator('[data-problem]').count()) === 0 && (await signIn(page).count()) === 0,
  showsData: true,
})

/** Time goes by, as little as it takes, until this is seen. */
async function passUntil(page: Page, world: FaultyWorld, sight: Locator): Promise<void> {
  for (let passed = 0; passed < 300 && !(await sight.isVisible()); passed += 5) await world.pass(page, 5)
  await expect(sight).toBeVisible()
}

const startOf = (page: Page) => main(page).getByRole('article', { name: 'Start of kept on npu-01' })
const alias = (page: Page) => main(page).getByRole('textbox', { name: /^Alias/ })
const pane = (page: Page) => page.getByRole('region', { name: 'Log of chat-large on npu-01' })
const logSearch = (page: Page) => page.getByRole('searchbox', { name: 'Search the log' })
const pullOf = (page: Page) => operatorAt(page).seen('qwen3-4b', 'npu-01').item
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Pull qwen3-0.6b' })
const chosenRow = (page: Page) => main(page).getByRole('checkbox', { name: 'Select chat-large on ' })
const fleetSearch = (page: Page) => main(page).getByRole('searchbox', { name: 'Search name, id, device, OS' })
const deviceSearch = (page: Page) => main(page).getByRole('searchbox', { name: 'Search devices' })
const zone = (page: Page) => main(page).getByRole('radio', { name: 'Local time' })
const connection = (page: Page) => main(page).getByRole('row', { name: /npu-01/ })

export const areas = [
  {
    title: 'Fleet',
    server: 'fleet',
    ...polled('listing clients', 'fleet'),
    async begin(page) {
      await walkTo(page, 'fleet')
      await fleetSearch(page).fill('npu-0')
      await expect(main(page).getByText('2 of 48 clients')).toBeVisible()
    },
    async expectKept(page) {
      await expect(fleetSearch(page)).toHaveValue('npu-0')
      await expect(main(page).getByText('2 of 48 clients')).toBeVisible()
    },
  },
  {
    title: 'Devices',
    server: 'npu-01',
    ...polled('listing devices', 'npu-01'),
    async begin(page) {
      await walkTo(page, 'devices?view=table')
      await deviceSearch(page).fill('0000:01')
      await expect(main(page).getByText(/^[1-9] of \d+ chips$/)).toBeVisible()
    },
    async expectKept(page) {
      await expect(deviceSearch(page)).toHaveValue('0000:01')
      await expect(main(page).getByText(/^[1-9] of \d+ chips$/)).toBeVisible()
    },
  },
  {
    title: 'Models',
    server: 'npu-01',
    ...polled('listing models', 'npu-01'),
    async begin(page) {
      await walkTo(page, 'models')
      const operator = operatorAt(page)
      await operator.find('qwen3-0.6b')
      await operator.row('qwen3-0.6b').getByRole('button', { name: 'Pull qwen3-0.6b' }).click()
      await dialog(page)
        .getByRole('checkbox', { name: /^npu-02/ })
        .uncheck()
    },
    async expectKept(page) {
      await expect(dialog(page)).toBeVisible()
      await expect(dialog(page).getByRole('checkbox', { name: /^npu-02/ })).not.toBeChecked()
    },
    async finish(page) {
      await page.keyboard.press('Escape')
      await expect(dialog(page)).toBeHidden()
      await expect(page.getByRole('searchbox', { name: 'Search models' })).toHaveValue('qwen3-0.6b')
    },
  },
  {
    title: 'Pull',
    server: 'npu-01',
    showsData: false,
    trouble: (page, fault) =>
      pullOf(page)
        // Its stream is dropped, and tried again for a moment, before it hangs.
        .getByText(fault === 'hang-head' ? /^(?:Stalled|Failed)$/ : /^(?:Retrying|Stalled|Failed)$/)
        .or(signIn(page)),
    async begin(page, world) {
      world.simulator.world.speed = 0.05
      await walkTo(page, 'models')
      await operatorAt(page).pull('qwen3-4b', 'npu-01')
      await walkTo(page, 'pulls')
      await passUntil(page, world, pullOf(page).getByText('Downloading', { exact: true }))
    },
    async expectKept(page) {
      await expect(pullOf(page)).toBeVisible()
    },
    isWell: (page) =>
      pullOf(page)
        .getByText(/^(?:Downloading|Finished)$/)
        .isVisible(),
    hand: (page) =>
      pullOf(page)
        .getByRole('button')
        .filter({ hasText: /^(?:Resume|Pull again)$/ }),
    async finish(page, world) {
      world.simulator.world.speed = 60
      await passUntil(page, world, pullOf(page).getByText('Finished', { exact: true }))
    },
  },
  {
    title: 'Start',
    server: 'npu-01',
    showsData: false,
    trouble: (page) => startOf(page).getByText(/^(?:Under way, unseen|Silent|Failed)$/),
    async begin(page, world) {
      world.simulator.world.speed = 0.1
      world.simulator.fault('npu-01', 'start-slow-image', 1)
      await walkTo(page, 'instances/start?server=npu-01&model=internlm3-8b-instruct')
      await alias(page).fill('kept')
      await main(page)
        .getByRole('region', { name: 'What is sent', exact: true })
        .getByRole('button', { name: /start$/i })
        .click()
      await passUntil(page, world, startOf(page).getByText('Downloading the image', { exact: true }))
      await main(page).getByRole('button', { name: 'Start another one' }).click()
      await alias(page).fill('half-typed')
    },
    async expectKept(page) {
      await expect(startOf(page)).toBeVisible()
      await expect(alias(page)).toHaveValue('half-typed')
    },
    isWell: (page) =>
      startOf(page)
        .getByText(/^(?:Downloading the image|Starting|Loading the model|Ready)$/)
        .first()
        .isVisible(),
    hand: (page) => startOf(page).getByRole('button', { name: 'Start again' }),
    over(world) {
      world.simulator.world.speed = 40
    },
    finish: (page, world) => passUntil(page, world, startOf(page).getByText('Ready', { exact: true }).first()),
  },
  {
    title: 'Logs',
    server: 'npu-01',
    showsData: false,
    // An attempt lasts, or the pause after it does: both say that it is not there.
    trouble: (page) => pane(page).getByText(/^(?:Not connected|Connecting|Ended|Sign in to go on)$/),
    async begin(page) {
      await walkTo(page, 'logs?of=npu-01/chat-large')
      await expect(pane(page).getByText('Following')).toBeVisible()
      await expect(pane(page).getByText(/^3,\d{3} lines/)).toBeVisible()
      await logSearch(page).fill('preempted')
    },
    async expectKept(page) {
      await expect(logSearch(page)).toHaveValue('preempted')
      await expect(pane(page).getByTitle(/^At most .* lines/)).toHaveText(/^\d,\d{3} lines/)
    },
    isWell: (page) => pane(page).getByText('Following').isVisible(),
    hand: (page) => pane(page).getByRole('button', { name: 'Retry' }),
  },
  {
    title: 'Instances',
    server: 'npu-01',
    ...polled('listing instances', 'npu-01'),
    async begin(page) {
      await walkTo(page, 'instances')
      await chosenRow(page).click()
      await expect(chosenRow(page)).toBeChecked()
    },
    async expectKept(page) {
      await expect(chosenRow(page)).toBeChecked()
    },
  },
  {
    title: 'Settings',
    server: 'npu-01',
    showsData: false,
    trouble: (page, fault) =>
      fault === 'clock' || fault === 'other-server'
        ? main(page)
            .getByRole('region', { name: 'Found about these connections' })
            .getByRole('listitem')
            .filter({ hasText: 'npu-01' })
            .getByRole('paragraph')
            .first()
        : connection(page).getByText(/^(?:No answer|Refuses|Sign-in needed|Answers, but not (?:readably|whole))$/),
    atLeast: '“Answers”, and how long ago',
    async begin(page) {
      await walkTo(page, 'settings')
      await expect(connection(page).getByText('Answers', { exact: true })).toBeVisible()
      await zone(page).focus()
    },
    async expectKept(page) {
      await expect(zone(page)).toBeFocused()
    },
    isWell: (page) => connection(page).getByText('Answers', { exact: true }).isVisible(),
  },
] as const satisfies readonly Area[]
