import type { Locator, Page } from '@playwright/test'
import type { FaultName } from '../mocks/faults.ts'
import { expect } from './console.ts'

type Language = 'en' | 'zh-CN'

/** What an operator reads on the screen, where these walks look. */
const words = {
  en: {
    models: 'Models',
    overview: 'Overview',
    devices: 'Devices',
    instances: 'Instances',
    settings: 'Settings',
    pulls: 'Pulls',
    allPulls: 'All pulls',
    navigation: 'Main',
    openNavigation: 'Open navigation',
    search: 'Search models',
    pull: (model: string) => `Pull ${model}`,
    go: (count: number) => (count === 1 ? 'Pull' : `Pull to ${count} servers`),
    statusOn: (server: string, status: string) => `${server}: ${status}`,
    notDownloaded: 'Not downloaded',
    downloaded: 'Downloaded',
    name: (model: string, server: string) => `${model} on ${server}`,
    topBar: /^1 pull, (\d+(?:\.\d)?)%$/,
    progress: 'Done',
    arrived: 'Arrived',
    speed: 'Speed',
    timeLeft: 'Time left',
    log: 'Raw event log',
    downloading: 'Downloading',
    finished: 'Finished',
    finishedAt: 'Downloaded to',
    isOn: (model: string, server: string) => `${model} is on ${server}`,
    started: (model: string) => `${model}: pull started`,
  },
  'zh-CN': {
    models: '模型',
    overview: '概览',
    devices: '设备',
    instances: '实例',
    settings: '设置',
    pulls: '拉取任务',
    allPulls: '全部拉取任务',
    navigation: '主导航',
    openNavigation: '打开导航',
    search: '搜索模型',
    pull: (model: string) => `拉取 ${model}`,
    go: (count: number) => (count === 1 ? '拉取' : `拉取到 ${count} 台服务器`),
    statusOn: (server: string, status: string) => `${server}：${status}`,
    notDownloaded: '未下载',
    downloaded: '已下载',
    name: (model: string, server: string) => `${server} 上的 ${model}`,
    topBar: /^1 个拉取任务，(\d+(?:\.\d)?)%$/,
    progress: '进度',
    arrived: '已到达',
    speed: '速度',
    timeLeft: '剩余时间',
    log: '原始事件日志',
    downloading: '下载中',
    finished: '已完成',
    finishedAt: '已下载到',
    isOn: (model: string, server: string) => `${model} 已下载到 ${server}`,
    started: (model: string) => `${model}：已开始 1 个拉取任务`,
  },
} as const

type PageName = 'overview' | 'devices' | 'models' | 'instances' | 'settings'

/** One pull of this tab, as its part of the Pulls page shows it. */
export interface SeenPull {
  readonly item: Locator
  /** What opens and closes its raw log. */
  readonly log: Locator
  /** Its phase is this, in the console's words. */
  readonly is: (phase: string) => Promise<void>
  /** The bar's percentage; NaN before the first figure. */
  readonly percent: () => Promise<number>
  readonly isBeyond: (percent: number) => Promise<void>
  /** The figure under this label. */
  readonly figure: (label: string) => Locator
}

/** What an operator does with models and pulls in one tab, and where they look. */
export function operatorAt(page: Page, language: Language = 'en') {
  const says = words[language]
  const inTopBar = page.getByRole('banner').getByRole('button', { name: says.topBar })

  function seen(model: string, server: string): SeenPull {
    const item = page.getByRole('article', { name: says.name(model, server), exact: true })
    const bar = item.getByRole('progressbar')
    const percent = async (): Promise<number> => Number.parseInt((await bar.getAttribute('aria-valuenow')) ?? '', 10)
    return {
      item,
      percent,
      log: item.locator('summary').filter({ hasText: says.log }),
      is: (phase) => expect(item.getByText(phase, { exact: true })).toBeVisible(),
      isBeyond: (least) => expect.poll(percent, { message: `percent of ${model}` }).toBeGreaterThan(least),
      figure: (label) =>
        item
          .locator('dl > div')
          .filter({ has: page.getByRole('term').getByText(label, { exact: true }) })
          .getByRole('definition'),
    }
  }

  const heading = (name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true })

  return {
    page,
    says,
    seen,
    heading,
    inTopBar,
    row: (model: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name: model, exact: true }) }),
    notices: page.getByRole('region', { name: language === 'en' ? 'Notifications' : '通知' }),

    /** By the navigation; where there is no room for it, by its drawer. */
    async goTo(name: PageName) {
      const drawer = page.getByRole('button', { name: says.openNavigation })
      if (await drawer.isVisible()) await drawer.click()
      await page.getByRole('navigation', { name: says.navigation }).getByRole('link', { name: says[name] }).click()
      await expect(heading(says[name])).toBeVisible()
    },

    /** By the link on the Models page. */
    async goToPulls() {
      await this.goTo('models')
      await page.getByRole('main').getByRole('link', { name: says.pulls, exact: true }).click()
      await expect(heading(says.pulls)).toBeVisible()
    },

    async find(model: string) {
      const box = page.getByRole('searchbox', { name: says.search })
      await box.fill(model)
      await box.press('Enter')
      await expect(page).toHaveURL((url) => url.searchParams.get('q') === model)
      await expect(this.row(model)).toBeVisible()
    },

    /** From the Models page, to these servers and no other. */
    async pull(model: string, ...servers: readonly string[]) {
      await this.find(model)
      await this.row(model)
        .getByRole('button', { name: says.pull(model) })
        .click()
      const dialog = page.getByRole('dialog', { name: says.pull(model) })
      await expect(dialog.getByRole('checkbox').first()).toBeVisible()
      for (const box of await dialog.getByRole('checkbox').all()) {
        const isWanted = servers.includes((await box.evaluate(labelOf)) ?? '')
        if (isWanted !== (await box.isChecked())) await box.click()
      }
      await dialog.getByRole('button', { name: says.go(servers.length), exact: true }).click()
      await expect(dialog).toBeHidden()
    },

    /** The top bar says how far this tab's only pull is, and the figure rises. */
    async watchTopBar() {
      const at = async (): Promise<number> =>
        Number(says.topBar.exec((await inTopBar.getAttribute('aria-label')) ?? '')?.[1] ?? Number.NaN)
      await expect(inTopBar).toBeVisible()
      const before = await at()
      await expect.poll(at, { message: 'percent in the top bar' }).toBeGreaterThan(before)
    },
  }
}

export type Operator = ReturnType<typeof operatorAt>

function labelOf(box: Element): string | undefined {
  return box instanceof HTMLInputElement ? box.labels?.[0]?.textContent : undefined
}

/**
 * Everything that a part of the page says from now on, however short: what lasts for two seconds a busy machine would
 * else miss.
 * @returns what it said so far, one text for each change
 */
export async function listenTo(part: Locator): Promise<() => Promise<readonly string[]>> {
  const said = await part.evaluateHandle((node) => {
    const texts = [node.textContent]
    new MutationObserver(() => texts.push(node.textContent)).observe(node, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    return texts
  })
  return () => said.jsonValue()
}

/** The servers simulated in this page, in a test's hands. */
export function serversIn(page: Page) {
  // The page is loaded before its mocks are.
  const ready = (): Promise<unknown> => page.waitForFunction(() => window.quarterdeckSim !== undefined)
  return {
    /** How much faster than in life they work from now on. */
    async speed(times: number) {
      await ready()
      await page.evaluate((speed) => window.quarterdeckSim?.speed(speed), times)
    },
    /** What befalls so many pulls (or all) on this server from now on. */
    async fault(server: string, name: FaultName, times = 1) {
      await ready()
      await page.evaluate(([...args]) => window.quarterdeckSim?.fault(...args), [server, name, times] as const)
    },
    /** Removes a lock's file, as somebody would by hand. */
    async removeLock(server: string, model: string) {
      await ready()
      await page.evaluate(([...args]) => window.quarterdeckSim?.removeLock(...args), [server, model] as const)
    },
  }
}

/** Presses Tab (or Shift+Tab) until the focus is there, as one who uses no mouse does. */
export async function tabTo(target: Locator, { back = false, most = 60 } = {}): Promise<void> {
  const page = target.page()
  await expect(target).toBeVisible()
  const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let n = 0; n < most && !(await isThere()); n += 1) await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  await expect(target).toBeFocused()
}
