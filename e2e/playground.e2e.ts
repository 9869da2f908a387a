import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { walkTo } from './pages.ts'
import { startRealWorld } from './realWorld.ts'
import { befall } from './world.ts'

const chatLarge = 'playground?with=npu-01/chat-large'

const promptBox = (page: Page) => page.getByRole('textbox', { name: 'Your prompt' })
const answerOf = (page: Page, name: string): Locator =>
  page.getByRole('article', { name: new RegExp(`^Answer of ${name} on`) })
const conversations = (page: Page) => page.getByRole('region', { name: 'Conversations' })

async function say(page: Page, prompt: string): Promise<void> {
  await promptBox(page).fill(prompt)
  await promptBox(page).press('Enter')
}

/** It has its figures only when it is over. */
async function expectComplete(answer: Locator): Promise<void> {
  await expect(answer.getByText('Total')).toBeVisible()
}

test('two instances answer the same prompt side by side, one after thinking', async ({ open }) => {
  const page = await open('playground', { speed: 4 })
  await page.getByRole('button', { name: 'Choose an instance' }).click()
  const picker = page.getByRole('dialog', { name: 'Choose an instance' })
  await expect(picker.getByRole('checkbox', { name: 'glm on npu-02' })).toHaveAttribute('aria-disabled', 'true')
  await expect(picker.getByText(/cannot be asked: Loading/)).toBeVisible()
  await picker.getByRole('checkbox', { name: 'chat-large on npu-01' }).click()
  await picker.getByRole('checkbox', { name: 'r1-70b on npu-02' }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/with=/)

  await say(page, 'Show me a markdown table')
  await expect(promptBox(page)).toBeFocused()
  for (const name of ['chat-large', 'r1-70b']) {
    const answer = answerOf(page, name)
    await expectComplete(answer)
    await expect(answer.getByRole('columnheader', { name: 'weights' })).toBeVisible()
    await expect(answer.getByText(/^[\d.]+ tokens\/s$/)).toBeVisible()
    await expect(answer.locator('img')).toHaveCount(0)
  }
  const thought = answerOf(page, 'r1-70b').getByText('What it thought')
  await expect(answerOf(page, 'r1-70b').getByText(/The user asks/)).toBeHidden()
  await thought.click()
  await expect(answerOf(page, 'r1-70b').getByText(/The user asks/)).toBeVisible()
  await expectAccessible(page)

  await say(page, 'And why?')
  await expect(answerOf(page, 'chat-large')).toHaveCount(2)
  await expectComplete(answerOf(page, 'chat-large').last())
})

/** Longer than any machine needs to press a key in the middle of it. */
const longAnswer = 'Write 400000 characters'

test('an answer is stopped, asked for again and walked back to; an edited prompt is another version', async ({
  open,
}) => {
  const page = await open(chatLarge)
  await say(page, longAnswer)
  const answer = answerOf(page, 'chat-large')
  await expect(answer.getByText('Three ways to free memory').first()).toBeVisible()
  await promptBox(page).press('Escape')
  await expect(answer.getByText(/stopped here/)).toBeVisible()

  await answer.getByRole('button', { name: 'Ask chat-large again' }).click()
  await expect(answer.getByText('2 / 2')).toBeVisible()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await answer.getByRole('button', { name: 'Previous answer of chat-large' }).click()
  await expect(answer.getByText('1 / 2')).toBeVisible()

  await page.getByRole('button', { name: 'Edit prompt 1' }).click()
  const editor = page.getByRole('textbox', { name: 'Prompt 1, edited' })
  await expect(editor).toBeFocused()
  await editor.fill('Hello instead')
  await page.getByRole('button', { name: 'Send this version' }).click()
  await expect(promptBox(page)).toBeFocused()
  await expect(answer.getByText(/You asked: "Hello instead"/)).toBeVisible()
  await expectComplete(answer)
  await page.getByRole('button', { name: 'Previous version of prompt 1' }).click()
  await expect(answer.getByText('1 / 2')).toBeVisible()
})

test('conversations stay over a reload, go on in the background, and can be taken along', async ({ open }) => {
  const page = await open(chatLarge, { speed: 0.5 })
  await say(page, 'Hello from the first')
  await expect(answerOf(page, 'chat-large').getByText(/This is/)).toBeVisible()
  await walkTo(page, 'devices')
  await expect(page.getByRole('heading', { level: 1, name: 'Devices' })).toBeVisible()
  await page.goBack()
  await expectComplete(answerOf(page, 'chat-large'))

  const list = conversations(page)
  await list.getByRole('button', { name: 'Actions for Hello from the first' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await list.getByRole('textbox', { name: 'Name' }).fill('My talk')
  await list.getByRole('button', { name: 'Save' }).click()
  await expect(list.getByRole('button', { name: /^My talk/ })).toBeVisible()
  await page.reload()
  await expectComplete(answerOf(page, 'chat-large'))

  await list.getByRole('button', { name: 'Actions for My talk' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Export as JSON' }).click()
  const file = await (await download).path()
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ talks: [{ name: 'My talk' }] })

  await list.getByRole('button', { name: 'Actions for My talk' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const question = page.getByRole('alertdialog', { name: 'Delete My talk?' })
  await expect(question.getByText(/1 prompt with all its answers/)).toBeVisible()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByText('None kept yet')).toBeVisible()
  await expect(page.getByText('Nothing said yet')).toBeVisible()

  await list.locator('input[type=file]').setInputFiles(file)
  await list.getByRole('button', { name: /^My talk/ }).click()
  await expectComplete(answerOf(page, 'chat-large'))
})

test('what a server refuses stands at the answer in its own words, and Retry asks again', async ({ open }) => {
  const page = await open(chatLarge, { speed: 4 })
  await expect(promptBox(page)).toBeVisible()
  await befall(page, 'npu-01', 'answer-refused')
  await say(page, 'Hello')
  const answer = answerOf(page, 'chat-large')
  await expect(answer.getByRole('alert').getByText('no running instance for model chat-large')).toBeVisible()

  await befall(page, 'npu-01', 'answer-breaks-off')
  await answer.getByRole('button', { name: 'Retry' }).click()
  await expect(answer.getByText(/What had come before is kept/)).toBeVisible()
  await expect(answer.getByText(/This is a simulated answer/)).toBeVisible()

  await befall(page, 'npu-01', 'answer-error-inside')
  await answer.getByRole('button', { name: 'Retry' }).click()
  await expect(answer.getByText(/NPU out of memory/)).toBeVisible()
  await expectAccessible(page)

  await befall(page, 'npu-01', null)
  await answer.getByRole('button', { name: 'Retry' }).click()
  await expectComplete(answer)
  await expect(answer.getByRole('alert')).toHaveCount(0)
})

test('parameters come from the model, can be set and go back; the same request is there for programs', async ({
  open,
}) => {
  const page = await open(chatLarge)
  const parameters = page.getByRole('region', { name: 'Parameters' })
  const temperature = parameters.getByRole('textbox', { name: 'temperature' })
  await expect(temperature).toHaveAttribute('placeholder', '0.7')
  await temperature.fill('9')
  await expect(parameters.getByText('Not from 0 to 2: it is not sent')).toBeVisible()
  await temperature.fill('0.2')
  await promptBox(page).fill("it's $(me)")

  await page.getByRole('button', { name: 'Use in a program' }).click()
  const dialog = page.getByRole('dialog', { name: 'Use in a program' })
  await expect(dialog.getByText(/console’s own proxy/)).toBeVisible()
  await expect(dialog.getByRole('group', { name: 'curl' })).toContainText(String.raw`"content": "it'\''s $(me)"`)
  await expect(dialog.getByRole('group', { name: 'curl' })).toContainText('"temperature": 0.2')
  await dialog.getByRole('radio', { name: 'Python' }).check({ force: true })
  await dialog.getByRole('checkbox', { name: 'Streaming' }).click()
  await expect(dialog.getByRole('group', { name: 'Python' })).toContainText('"stream": False')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await parameters.getByRole('button', { name: 'Back to the default of temperature' }).click()
  await expect(temperature).toHaveValue('')
})

test('the other forms: Anthropic’s with its count of tokens, a completion, and embeddings', async ({ open }) => {
  const page = await open(`${chatLarge}&mode=messages`, { speed: 4 })
  await promptBox(page).fill('How long am I?')
  const tokens = page.getByRole('region', { name: 'Tokens' })
  await tokens.getByRole('button', { name: 'Count' }).click()
  await expect(tokens.getByText(/^chat-large: \d+ tokens$/)).toBeVisible()
  await promptBox(page).press('Enter')
  await expectComplete(answerOf(page, 'chat-large'))
  await expect(answerOf(page, 'chat-large').getByText('Anthropic form')).toBeVisible()

  await page.getByRole('tab', { name: 'Completion' }).click()
  const text = page.getByRole('textbox', { name: 'A text to go on with' })
  await text.fill('Once upon a time')
  await text.press('Enter')
  await expectComplete(answerOf(page, 'chat-large'))

  await page.getByRole('tab', { name: 'Embeddings' }).click()
  await expect(page.getByText(/is not listed as one for embeddings/)).toBeVisible()
  await page.getByRole('textbox', { name: 'First text' }).fill('cat')
  await page.getByRole('textbox', { name: 'Second text' }).fill('dog')
  await page.getByRole('button', { name: 'Compute' }).click()
  await expect(page.getByText('Cosine similarity')).toBeVisible()
  await expect(page.getByText(/^Text 2: 32 dimensions/)).toBeVisible()
  await expectAccessible(page)
})

test('a long answer follows its end, but not while one reads; on a phone nothing is wider than the screen', async ({
  open,
}) => {
  const page = await open(chatLarge, { language: 'zh-CN', speed: 20 })
  await page.setViewportSize({ width: 390, height: 800 })
  const prompt = page.getByRole('textbox', { name: '输入提示' })
  await prompt.fill('写 100000 字的表格')
  await prompt.press('Enter')
  const box = page.getByRole('group', { name: '提示与回答' })
  const distance = () => box.evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight)
  await expect.poll(() => box.evaluate((one) => one.scrollHeight)).toBeGreaterThan(3000)
  await expect.poll(distance).toBeLessThan(400)
  await box.evaluate((one) => one.scrollTo(0, 500))
  const height = await box.evaluate((one) => one.scrollHeight)
  await expect.poll(() => box.evaluate((one) => one.scrollHeight)).toBeGreaterThan(height)
  expect(await box.evaluate((one) => one.scrollTop)).toBe(500)
  await expectNoSidewaysScroll(page)
  await prompt.press('Escape')
  await expect(page.getByText(/已在此处停止/)).toBeVisible()
})

test('a browser that keeps nothing says so, and the playground goes on', async ({ open, page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'InvalidStateError')
    }
  })
  await open(chatLarge, { speed: 4 })
  await expect(conversations(page).getByText(/This browser keeps nothing/)).toBeVisible()
  await say(page, 'Hello')
  await expectComplete(answerOf(page, 'chat-large'))
  await expect(conversations(page).getByRole('button', { name: /^Hello/ })).toBeVisible()
})

test('over HTTP an answer streams through the proxy and is stopped on the server', async ({ page }) => {
  const world = await startRealWorld('/', { speed: 0.3 })
  try {
    await page.goto(`${world.url}${chatLarge}`)
    await say(page, 'Hello over HTTP')
    await expectComplete(answerOf(page, 'chat-large'))
    await say(page, 'Show me a markdown table')
    const last = answerOf(page, 'chat-large').last()
    await expect(last.getByText('Three ways to free memory').first()).toBeVisible()
    await last.getByRole('button', { name: 'Stop chat-large' }).click()
    await expect(last.getByText(/stopped here/)).toBeVisible()
  } finally {
    await world.stop()
  }
})
