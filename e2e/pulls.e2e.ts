import { expect, expectAccessible, expectNoSidewaysScroll, test } from './console.ts'
import { listenTo, operatorAt, serversIn, tabTo } from './pullWalk.ts'

/** Nothing is downloaded on any server. At this speed a pull of qwen3-8b takes longer than any test: each says when to hurry. */
const steady = { scenario: 'first-day', speed: 0.4, quirks: '-percentDrops' } as const

/** Each language, theme and width is looked at by `looks.e2e.ts`; here they have a walk. */
const walks = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'zh-CN', theme: 'dark', width: 390 },
] as const

for (const { language, theme, width } of walks) {
  test(`a model is pulled and watched until it is there (${language}, ${theme}, ${width} px)`, async ({
    page,
    open,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await open('models', { ...steady, language, theme })
    const operator = operatorAt(page, language)
    const { says } = operator
    await operator.find('qwen3-8b')
    await expect(operator.row('qwen3-8b')).toContainText(says.statusOn('npu-01', says.notDownloaded))

    await operator.pull('qwen3-8b', 'npu-01')
    await expect(operator.notices).toContainText(says.started('qwen3-8b'))
    await expect(operator.row('qwen3-8b')).toContainText(says.statusOn('npu-01', says.downloading))
    await expect(page).toHaveTitle(new RegExp(`^\\d+(\\.\\d)?% · ${says.models} · Quarterdeck$`))

    await operator.goToPulls()
    const pull = operator.seen('qwen3-8b', 'npu-01')
    await pull.is(says.downloading)
    await pull.isBeyond(await pull.percent())
    await expect(pull.figure(says.progress)).toHaveText(/^\d+(\.\d)?%$/)
    await expect(pull.figure(says.arrived)).toHaveText(/^\d+\.\d \/ 15\.3 GiB$/)
    await expect(pull.figure(says.speed)).toContainText(/\d+(\.\d)? [MG]iB\/s/)
    await expect(pull.figure(says.timeLeft)).toHaveText(/\d/)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)

    for (const name of ['overview', 'settings'] as const) {
      await operator.goTo(name)
      await expect(page).toHaveTitle(new RegExp(`^\\d+(\\.\\d)?% · ${says[name]} · Quarterdeck$`))
      await expect(operator.inTopBar).toBeVisible()
    }
    await operator.watchTopBar()
    await operator.inTopBar.click()
    const popover = page.getByRole('dialog', { name: says.pulls })
    await expect(popover).toContainText('qwen3-8b')
    await expect(popover).toContainText(says.downloading)
    await popover.getByRole('link', { name: says.allPulls }).click()
    await pull.is(says.downloading)

    await serversIn(page).speed(40)
    await pull.is(says.finished)
    await expect(pull.item).toContainText(`${says.finishedAt}/root/.xw/models/qwen3-8b/latest`)
    await expect(operator.notices).toContainText(says.isOn('qwen3-8b', 'npu-01'))
    await expect(operator.inTopBar).toBeHidden()
    await expect(page).toHaveTitle(`${says.pulls} · Quarterdeck`)

    await operator.goTo('models')
    await operator.find('qwen3-8b')
    await expect(operator.row('qwen3-8b')).toContainText(says.statusOn('npu-01', says.downloaded))
    await expect(operator.row('qwen3-8b')).toContainText(says.statusOn('mx-01', says.notDownloaded))
  })
}

test('a model is pulled from start to finish without a mouse', async ({ page, open }) => {
  await open('', steady)
  const operator = operatorAt(page)
  const { keyboard } = page
  await expect(operator.heading('Overview')).toBeVisible()
  await keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Skip to content' })).toBeFocused()
  await tabTo(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }))
  await keyboard.press('Enter')
  await expect(operator.heading('Models')).toBeFocused()

  await tabTo(page.getByRole('searchbox', { name: 'Search models' }))
  await keyboard.type('qwen3-8b')
  const button = operator.row('qwen3-8b').getByRole('button', { name: 'Pull qwen3-8b' })
  await tabTo(button)
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Pull qwen3-8b' })
  await expect(dialog.getByRole('checkbox').first()).toBeFocused()
  await expectAccessible(page)
  await tabTo(dialog.getByRole('checkbox', { name: 'npu-01' }))
  await keyboard.press('Space')
  await expect(dialog.getByRole('checkbox', { name: 'npu-01' })).toBeChecked()
  await tabTo(dialog.getByRole('button', { name: 'Pull', exact: true }))
  await keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()

  await tabTo(operator.inTopBar, { back: true })
  await keyboard.press('Enter')
  const popover = page.getByRole('dialog', { name: 'Pulls' })
  await tabTo(popover.getByRole('link', { name: 'All pulls' }))
  await keyboard.press('Enter')
  await expect(operator.heading('Pulls')).toBeFocused()
  await expect(popover).toBeHidden()

  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Downloading')
  const cancel = pull.item.getByRole('button', { name: 'Cancel qwen3-8b on npu-01' })
  await tabTo(cancel)
  await keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Cancel the pull of qwen3-8b?' })
  await expect(question.getByRole('button', { name: 'Keep pulling' })).toBeFocused()
  await expectAccessible(page)
  await keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(cancel).toBeFocused()
  await pull.is('Downloading')

  await tabTo(pull.log)
  await keyboard.press('Enter')
  const lines = pull.item.getByRole('log', { name: 'Events of qwen3-8b on npu-01, as they came' })
  await expect(lines).toContainText('Asked for the stream, attempt 1')
  await expect(lines).toContainText('{"type":"status","message":"Starting download of qwen3-8b..."}')

  await serversIn(page).speed(40)
  await pull.is('Finished')
  await tabTo(pull.item.getByRole('button', { name: 'Dismiss qwen3-8b on npu-01' }))
  await keyboard.press('Enter')
  await expect(page.getByText('No pulls', { exact: true })).toBeVisible()
})

test('a model goes to several servers at once, and each pull goes its own way', async ({ page, open }) => {
  await open('models', steady)
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01', 'npu-02', 'mx-01')
  await expect(operator.notices).toContainText('qwen3-8b: 3 pulls started')
  await operator.goToPulls()
  const pulls = ['npu-01', 'npu-02', 'mx-01'].map((server) => operator.seen('qwen3-8b', server))
  for (const pull of pulls) await pull.is('Downloading')
  for (const pull of pulls) await pull.isBeyond(await pull.percent())
  await expect(page.getByRole('banner').getByRole('button', { name: /^3 pulls, \d+(\.\d)?%$/ })).toBeVisible()

  await operator
    .seen('qwen3-8b', 'npu-02')
    .item.getByRole('button', { name: /^Cancel/ })
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
  await operator.seen('qwen3-8b', 'npu-02').is('Cancelled')
  await serversIn(page).speed(40)
  await operator.seen('qwen3-8b', 'npu-01').is('Finished')
  await operator.seen('qwen3-8b', 'mx-01').is('Finished')
  await operator.seen('qwen3-8b', 'npu-02').is('Cancelled')
})

test('two pulls run on a server, the others say their place in the queue and begin when one is free', async ({
  page,
  open,
}) => {
  await open('models', steady)
  const operator = operatorAt(page)
  for (const model of ['qwen3-8b', 'qwen3-14b', 'qwen3-4b', 'qwen3-1.7b']) await operator.pull(model, 'npu-01')
  await operator.goToPulls()
  const [first, second, third, fourth] = [
    operator.seen('qwen3-8b', 'npu-01'),
    operator.seen('qwen3-14b', 'npu-01'),
    operator.seen('qwen3-4b', 'npu-01'),
    operator.seen('qwen3-1.7b', 'npu-01'),
  ]
  await first.is('Downloading')
  await second.is('Downloading')
  await third.is('Queued')
  await expect(third.item).toContainText('place 1 in the queue')
  await fourth.is('Queued')
  await expect(fourth.item).toContainText('place 2 in the queue')

  // Another server's pull does not wait for these, and neither does anything else.
  await operator.goTo('models')
  await operator.pull('qwen3-4b', 'mx-01')
  await operator.goTo('devices')
  await expect(page.getByText('Ascend 910B').first()).toBeVisible()
  await operator.goToPulls()
  await operator.seen('qwen3-4b', 'mx-01').is('Downloading')

  await first.item.getByRole('button', { name: /^Cancel/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the pull' }).click()
  await third.is('Downloading')
  await fourth.is('Queued')
  await expect(fourth.item).toContainText('place 1 in the queue')
  await serversIn(page).speed(60)
  for (const pull of [second, third, fourth]) await pull.is('Finished')
})

test('cancelling asks, says what stays on the disk, and pulling again goes on from there', async ({ page, open }) => {
  await open('models', steady)
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await serversIn(page).speed(6)
  await pull.isBeyond(45)
  await serversIn(page).speed(1)

  const cancel = pull.item.getByRole('button', { name: 'Cancel qwen3-8b on npu-01' })
  await cancel.click()
  const question = page.getByRole('alertdialog', { name: 'Cancel the pull of qwen3-8b?' })
  await expect(question).toContainText('Its download on npu-01 stops at once.')
  await expect(question).toContainText(/\d+\.\d \/ 15\.3 GiB have arrived\./)
  await expect(question).toContainText('Whole files stay on the server’s disk: pulling again goes on from them.')
  await question.getByRole('button', { name: 'Keep pulling' }).click()
  await pull.isBeyond(await pull.percent())

  await cancel.click()
  await question.getByRole('button', { name: 'Cancel the pull' }).click()
  await pull.is('Cancelled')
  await expect(pull.item).toContainText('Whole files that had arrived stay on the server')
  await expect(operator.inTopBar).toBeHidden()

  const said = await listenTo(pull.item)
  await pull.item.getByRole('button', { name: 'Resume qwen3-8b on npu-01' }).click()
  await pull.is('Downloading')
  expect(await said()).toContainEqual(expect.stringContaining('The connection before has left its lock on npu-01'))
  // A pull that began at nothing would need six seconds for as much.
  expect(await pull.percent()).toBeGreaterThan(20)
  await serversIn(page).speed(40)
  await pull.is('Finished')
})

test('leaving asks while a pull runs, and only then', async ({ page, open }) => {
  await open('models', steady)
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  await expect(page.getByRole('main')).toContainText(
    'Closing or reloading this tab makes the servers cancel its pulls.',
  )
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Downloading')
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await pull.isBeyond(await pull.percent())

  await serversIn(page).speed(40)
  await pull.is('Finished')
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
  expect(asked).toEqual(['beforeunload'])
})

test('after a reload the console offers to resume, and does so when told', async ({ page, open }) => {
  await open('models', steady)
  page.on('dialog', (dialog) => void dialog.accept())
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await serversIn(page).speed(4)
  await pull.isBeyond(20)
  const reached = await pull.percent()
  await page.reload()

  const offer = page.getByRole('region', { name: 'Interrupted pulls' })
  await expect(offer).toContainText('A pull was interrupted')
  await expect(offer).toContainText('qwen3-8b on npu-01, was at ')
  expect(Number(/was at (\d+)%/.exec(await offer.innerText())?.[1])).toBeGreaterThanOrEqual(reached)
  await expectAccessible(page)
  await operator.goTo('devices')
  await expect(page.getByText('Ascend 910B').first()).toBeVisible()
  await operator.goToPulls()
  await expect(page.getByText('No pulls', { exact: true })).toBeVisible()
  await expect(operator.inTopBar).toBeHidden()

  await offer.getByRole('button', { name: 'Resume 1 pull' }).click()
  await expect(offer).toBeHidden()
  await pull.is('Downloading')
  await serversIn(page).speed(40)
  await pull.is('Finished')
  await page.reload()
  await expect(page.getByText('No pulls', { exact: true })).toBeVisible()
  await expect(offer).toBeHidden()
})

test('what was interrupted can be forgotten for good', async ({ page, open }) => {
  await open('models', steady)
  page.on('dialog', (dialog) => void dialog.accept())
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.pull('qwen3-4b', 'mx-01')
  await expect(page.getByRole('banner').getByRole('button', { name: /^2 pulls/ })).toBeVisible()
  // A page that is left takes its simulated servers along: what is asked of them in that moment is refused.
  await expect(operator.row('qwen3-4b')).toContainText(operator.says.statusOn('mx-01', operator.says.downloading))
  await page.reload()
  const offer = page.getByRole('region', { name: 'Interrupted pulls' })
  await expect(offer).toContainText('2 pulls were interrupted')
  await expect(offer).toContainText('qwen3-8b on npu-01')
  await expect(offer).toContainText('qwen3-4b on mx-01')
  await offer.getByRole('button', { name: 'Forget' }).click()
  await expect(offer).toBeHidden()
  await page.reload()
  await operator.find('qwen3-8b')
  await expect(offer).toBeHidden()
})

test('a pull that breaks off says so, waits, and goes on by itself until it is there', async ({ page, open }) => {
  await open('models', { scenario: 'pull-breaks-off', speed: 0.4, quirks: '-percentDrops' })
  const operator = operatorAt(page)
  await operator.pull('qwen3-14b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-14b', 'npu-01')
  const said = await listenTo(pull.item)
  await serversIn(page).speed(30)
  await pull.is('Finished')
  await expect(pull.figure('Attempts')).toHaveText('3')
  const brokeOff = (await said()).filter((text) => text.includes('Retrying'))
  expect(brokeOff).toContainEqual(
    expect.stringMatching(
      /The connection to npu-01 ended before the download did\. Attempt 1 of 6 in \ds\. It goes on after the last whole file\./,
    ),
  )
})

test('a pull that ends early in good order is broken off too, never a success', async ({ page, open }) => {
  await open('models', steady)
  await serversIn(page).fault('npu-01', 'pull-ends-early')
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  const said = await listenTo(pull.item)
  await serversIn(page).speed(30)
  await pull.is('Finished')
  await expect(pull.figure('Attempts')).toHaveText('2')
  expect(await said()).toContainEqual(expect.stringMatching(/Retrying.*ended before the download did/))
})

test('a garbled stream is read as far as it can be, and arrives', async ({ page, open }) => {
  await open('models', steady)
  await serversIn(page).fault('npu-01', 'pull-garbled')
  const operator = operatorAt(page)
  await operator.pull('qwen3-8b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-8b', 'npu-01')
  await pull.is('Downloading')
  await pull.log.click()
  const lines = await listenTo(pull.item.getByRole('log'))
  await serversIn(page).speed(8)
  await pull.is('Finished')
  expect(await lines()).toContainEqual(expect.stringContaining('{"type":"progr{"type":"heartbeat"'))
})

test('what others download is among the pulls, on the overview and on their page', async ({ page, open }) => {
  await open('', { scenario: 'pull-locked', speed: 1 })
  const card = page.getByRole('region', { name: 'Pulls' })
  await expect(card.getByRole('listitem').filter({ hasText: 'qwen3-4b' }).first()).toContainText('By others')
  await card.getByRole('link', { name: 'All pulls' }).click()
  const others = page.getByRole('region', { name: 'By others' })
  await expect(others).toContainText('no tab of this console does it')
  await expect(others.getByRole('listitem').filter({ hasText: 'npu-01' }).first()).toContainText('qwen3-4b')
  await expectAccessible(page)
})

test('what someone else pulls shows as such, and can be waited for', async ({ page, open }) => {
  await page.clock.install()
  await open('models', { scenario: 'pull-locked', speed: 1 })
  const operator = operatorAt(page)
  await operator.find('qwen3-4b')
  await expect(operator.row('qwen3-4b')).toContainText('npu-01: Being downloaded')
  await operator.pull('qwen3-4b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-4b', 'npu-01')
  await pull.is('Held by another pull')
  await expect(pull.item).toContainText(/Someone else pulls this model on npu-01: process 4242, since \d{4}-\d\d-\d\d/)
  await expect(pull.item).toContainText('can be neither followed nor cancelled from here')
  await expect(operator.inTopBar).toBeHidden()
  await expect(page.getByRole('banner').getByRole('button', { name: '1 pull needs you' })).toBeVisible()

  await pull.item.getByRole('button', { name: 'Keep waiting for qwen3-4b on npu-01' }).click()
  await pull.is('Waiting for a lock')
  await expect(pull.item).toContainText(/Looks again in \d+s, until it is free/)
  await serversIn(page).removeLock('npu-01', 'qwen3-4b')
  for (let n = 0; n < 6; n += 1) await page.clock.fastForward(5_000)
  await pull.is('Downloading')
})

test('a stale lock names the file to remove and why it is thought stale', async ({ page, open }) => {
  await open('models', { scenario: 'pull-locked', speed: 30 })
  const operator = operatorAt(page)
  await operator.pull('qwen3-14b', 'npu-01')
  await operator.goToPulls()
  const pull = operator.seen('qwen3-14b', 'npu-01')
  await pull.is('Stale lock')
  await expect(pull.item).toContainText(
    /A download lock of \d{4}-\d\d-\d\d .+ is still on npu-01, but the server itself has been running only since \d{4}-\d\d-\d\d .+: whoever took it is gone\./,
  )
  await expect(pull.item.getByText('/root/.xw/models/qwen3-14b/latest/.download.lock', { exact: true })).toBeVisible()
  await expect(operator.notices).toContainText('A stale lock keeps qwen3-14b from being pulled on npu-01')
  await expectAccessible(page)

  await serversIn(page).removeLock('npu-01', 'qwen3-14b')
  await pull.item.getByRole('button', { name: 'I have removed it, pull again' }).click()
  await pull.is('Finished')
})
