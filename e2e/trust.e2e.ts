import type { Page } from '@playwright/test'
import { expect, test } from './console.ts'

/** What somebody would do whose text got into the console as more than text. Each tries to leave `planted` behind. */
const plants: readonly {
  readonly what: string
  readonly plant: (page: Page) => Promise<unknown>
  /** as the browser reports it */
  readonly refused: RegExp
}[] = [
  {
    what: 'a script in the page',
    plant: (page) =>
      page.evaluate(() => {
        const script = document.createElement('script')
        script.append('document.title = "planted"')
        document.body.append(script)
      }),
    refused: /^require-trusted-types-for trusted-types-sink HTMLScriptElement text/,
  },
  {
    what: 'an address that is a script',
    plant: (page) =>
      page.evaluate(() => {
        location.href = 'javascript:document.title = "planted"'
      }),
    refused: /^script-src-elem inline/,
  },
  {
    what: 'text run as a script',
    // In a task of its own: what Playwright runs itself may do it.
    // oxlint-disable-next-line no-eval -- what is to be refused
    plant: (page) => page.evaluate(() => void setTimeout(() => globalThis.eval('document.title = "planted"'))),
    refused: /^(?:script-src eval|require-trusted-types-for trusted-types-sink eval)/,
  },
  {
    what: 'text turned into markup',
    plant: (page) =>
      page.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = \'planted\'">')
      }),
    refused: /^require-trusted-types-for trusted-types-sink Element insertAdjacentHTML/,
  },
  {
    what: 'a policy that lets everything through',
    plant: (page) =>
      page.evaluate(() => {
        const { trustedTypes } = globalThis as unknown as {
          trustedTypes: { createPolicy: (name: string, rules: object) => void }
        }
        trustedTypes.createPolicy('default', { createHTML: String })
        document.title = 'planted'
      }),
    refused: /^trusted-types trusted-types-policy/,
  },
  {
    what: 'a worker made of text',
    plant: (page) => page.evaluate(() => new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))),
    refused: /^require-trusted-types-for trusted-types-sink Worker constructor/,
  },
  {
    what: 'a style sheet in the page',
    plant: (page) =>
      page.evaluate(() => {
        const style = document.createElement('style')
        style.append('body { display: none }')
        document.head.append(style)
      }),
    refused: /^style-src-elem inline/,
  },
  {
    what: 'a picture of another site',
    plant: (page) =>
      page.evaluate(() => {
        const picture = new Image()
        picture.src = 'https://elsewhere.example/who-looks.png'
        document.body.append(picture)
      }),
    refused: /^img-src https:\/\/elsewhere\.example/,
  },
  {
    what: 'a request to another site',
    plant: (page) => page.evaluate(() => void fetch('https://elsewhere.example/').catch(() => undefined)),
    refused: /^connect-src https:\/\/elsewhere\.example/,
  },
  {
    what: 'a form that is sent to another site',
    plant: (page) =>
      page.evaluate(() => {
        const form = document.createElement('form')
        form.action = 'https://elsewhere.example/'
        document.body.append(form)
        form.submit()
      }),
    refused: /^form-action https:\/\/elsewhere\.example/,
  },
  {
    what: 'another site in a frame',
    plant: (page) =>
      page.evaluate(() => {
        const frame = document.createElement('iframe')
        frame.src = 'https://elsewhere.example/'
        document.body.append(frame)
      }),
    refused: /^frame-src https:\/\/elsewhere\.example/,
  },
  {
    what: 'another place to find everything at',
    plant: (page) =>
      page.evaluate(() => {
        const base = document.createElement('base')
        base.href = 'https://elsewhere.example/'
        document.head.prepend(base)
      }),
    refused: /^base-uri https:\/\/elsewhere\.example/,
  },
]

test('what is planted in a page is refused, told, and has no effect', async ({ open, trust, expectComplaint }) => {
  // The browser complains of each in words of its own; what it reports is looked at here.
  expectComplaint(/Content Security Policy|Trusted|assignment|createPolicy/)
  trust.expectRefused(/./)
  trust.expectElsewhere(/^https:\/\/elsewhere\.example\//)
  const page = await open('/', { scenario: 'calm', seed: 1 })
  await expect(page).toHaveTitle('Overview · Quarterdeck')
  for (const { what, plant, refused } of plants) {
    // Some throw: the operation was refused before it did anything.
    await plant(page).catch(() => undefined)
    await expect.poll(() => trust.refused.filter((one) => refused.test(one)), what).not.toEqual([])
  }
  // By the page itself: of a form that was held back Playwright goes on waiting for the answer.
  expect(await page.evaluate(() => [document.title, document.querySelector('h1')?.checkVisibility()])).toEqual([
    'Overview · Quarterdeck',
    true,
  ])
  expect(new URL(page.url()).hostname).toBe('127.0.0.1')
})

test('what a worker is refused is told too', async ({ open, page, trust, expectComplaint }) => {
  expectComplaint(/elsewhere\.example/)
  trust.expectRefused(/^connect-src https:\/\/elsewhere\.example/)
  const worker = page.waitForEvent('worker')
  await open('/', { scenario: 'calm', seed: 1 })
  await (await worker).evaluate(() => void fetch('https://elsewhere.example/').catch(() => undefined))
  await expect.poll(() => trust.refused).toContainEqual(expect.stringMatching(/worker/))
})

/** Tests that have to fail, since the fixtures of all tests see what they do. */
test.describe('a test fails', () => {
  test.fail()

  test('in which the policy is violated', async ({ open, trust, expectComplaint }) => {
    expectComplaint(/./)
    const page = await open('/', { scenario: 'calm', seed: 1 })
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await expect.poll(() => trust.refused).toHaveLength(1)
  })

  test('in which a page asks another origin', async ({ open, expectComplaint, trust }) => {
    expectComplaint(/./)
    trust.expectRefused(/./)
    const page = await open('/', { scenario: 'calm', seed: 1 })
    const asked = page.waitForRequest('https://elsewhere.example/**')
    await page.evaluate(() => {
      new Image().src = 'https://elsewhere.example/who-looks.png'
    })
    await asked
  })
})
