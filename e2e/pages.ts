import type { Locator, Page } from '@playwright/test'
import { expect } from './console.ts'

type Words = Readonly<Record<'en' | 'zh-CN', string>>

export interface ConsolePage {
  readonly path: string
  /** Its heading, where the console words it; a server's own name else. */
  readonly heading: Words | string
  /** What can be seen only once the servers' answers are there, in any language and at any width. */
  readonly data: (main: Locator) => readonly Locator[]
}

/** Of the calm demo world with its seed 1: the first machine of the register is the one `npu-01` runs on. */
export const machine = { name: 'npu-01' } as const

const rowsOf = (main: Locator) => main.locator('tbody tr')
const firstLink = (main: Locator, name: string) => main.getByRole('link', { name, exact: true }).first()

/** Every page of the console in the calm world. */
export const consolePages = {
  overview: {
    path: '',
    heading: { en: 'Overview', 'zh-CN': '概览' },
    data: (main) => [
      main.locator('a[href$="/fleet"]').filter({ hasText: '48' }),
      firstLink(main, 'chat-large'),
      main.getByRole('row', { name: /mx-01.*0\.0\.1/ }),
    ],
  },
  fleet: {
    path: 'fleet',
    heading: { en: 'Fleet', 'zh-CN': '机群' },
    data: (main) => [firstLink(main, machine.name), rowsOf(main).nth(47)],
  },
  fleetModels: {
    path: 'fleet/models',
    heading: { en: 'Fleet models', 'zh-CN': '机群模型' },
    data: (main) => [main.getByText('llama-2-7b', { exact: true }), main.getByText('chat-large', { exact: true })],
  },
  points: {
    path: 'fleet/points',
    heading: { en: 'Points', 'zh-CN': '积分' },
    data: (main) => [rowsOf(main).nth(19), main.getByRole('navigation').nth(1)],
  },
  health: {
    path: 'health',
    heading: { en: 'Health', 'zh-CN': '健康状况' },
    data: (main) => [main.locator('svg.recharts-surface').first(), rowsOf(main).nth(10)],
  },
  devices: {
    path: 'devices',
    heading: { en: 'Devices', 'zh-CN': '设备' },
    data: (main) => [main.locator('[role=group][tabindex]').nth(39), main.getByText(/\d °C/).nth(7)],
  },
  deviceTable: {
    path: 'devices?view=table',
    heading: { en: 'Devices', 'zh-CN': '设备' },
    data: (main) => [rowsOf(main).nth(35)],
  },
  machine: {
    path: 'machines/npu-02',
    heading: 'npu-02',
    data: (main) => [
      main.locator('[role=group][tabindex]').nth(23),
      rowsOf(main).nth(24),
      main.getByText('https://xw.tsingmao.com/packages.json'),
    ],
  },
  models: {
    path: 'models',
    heading: { en: 'Models', 'zh-CN': '模型' },
    data: (main) => [firstLink(main, 'qwen3-4b'), rowsOf(main).nth(30)],
  },
  model: {
    path: 'models/qwen3-4b',
    heading: 'qwen3-4b',
    data: (main) => [main.getByText('Qwen3ForCausalLM'), rowsOf(main).nth(2)],
  },
  pulls: {
    path: 'pulls',
    heading: { en: 'Pulls', 'zh-CN': '拉取任务' },
    data: (main) => [main.getByRole('heading', { level: 1 })],
  },
  instances: {
    path: 'instances',
    heading: { en: 'Instances', 'zh-CN': '实例' },
    data: (main) => [main.getByText('chat-large', { exact: true }).first(), rowsOf(main).nth(8)],
  },
  playground: {
    path: 'playground?with=npu-01/chat-large',
    heading: { en: 'Playground', 'zh-CN': '试用' },
    data: (main) => [main.getByText('chat-large', { exact: true }).first(), main.getByPlaceholder('0.7')],
  },
  logs: {
    path: 'logs?of=npu-01/chat-large&of=npu-02/qwq&follow=off',
    heading: { en: 'Logs', 'zh-CN': '日志' },
    data: (main) => [
      main.getByRole('log').first().getByText('API server', { exact: false }).first(),
      main.getByRole('log').nth(1).getByText('API server', { exact: false }).first(),
    ],
  },
  start: {
    path: 'instances/start?server=npu-01&model=qwen3-32b',
    heading: { en: 'Start an instance', 'zh-CN': '启动实例' },
    data: (main) => [main.getByText('0000:41:00.0'), main.locator('pre')],
  },
  server: {
    path: 'xw/npu-01',
    heading: 'npu-01',
    data: (main) => [main.getByText('Ascend 910B').first(), firstLink(main, 'qwen3-32b')],
  },
  versions: {
    path: 'versions',
    heading: { en: 'Versions', 'zh-CN': '版本' },
    data: (main) => [rowsOf(main).nth(2), main.getByText('0.0.5', { exact: true }).first()],
  },
  matrix: {
    path: 'models/matrix',
    heading: { en: 'Models × servers', 'zh-CN': '模型 × 服务器' },
    data: (main) => [main.getByRole('rowheader').nth(10), main.getByRole('columnheader', { name: /mx-01/ })],
  },
  activity: {
    path: 'activity',
    heading: { en: 'Activity', 'zh-CN': '操作记录' },
    data: (main) => [main.getByText(/^(?:Nothing yet|还没有记录)$/)],
  },
  signedIn: {
    path: 'signed-in',
    heading: { en: 'You are signed in', 'zh-CN': '已登录' },
    data: (main) => [main.getByRole('heading', { level: 1 })],
  },
  settings: {
    path: 'settings',
    heading: { en: 'Settings', 'zh-CN': '设置' },
    data: (main) => [main.getByRole('row', { name: /npu-02/ }).first()],
  },
  notFound: {
    path: 'no/such/page',
    heading: { en: 'No such page', 'zh-CN': '没有这个页面' },
    data: (main) => [main.getByText('/no/such/page')],
  },
} as const satisfies Record<string, ConsolePage>

/** Goes to another page of the console as a link would, without loading it anew. */
export async function walkTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState(null, '', new URL(address, document.baseURI))
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** The page's heading and its servers' answers are on screen, and nothing is being waited for. */
export async function expectShown(page: Page, shown: ConsolePage, language: 'en' | 'zh-CN' = 'en'): Promise<void> {
  const heading = typeof shown.heading === 'string' ? shown.heading : shown.heading[language]
  await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
  for (const one of shown.data(page.getByRole('main'))) await expect(one).toBeVisible()
  await expect(page.getByText(/^(?:Loading…|加载中…)$/)).toHaveCount(0)
}
