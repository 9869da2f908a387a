// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { IntlProvider } from 'use-intl'
import { afterEach, expect, test } from 'vitest'
import { OutsideLink } from './OutsideLink.tsx'

const words = { newTab: '(opens in a new tab)', leadsTo: '(leads to {host})' } as const

function show(address: string, text: string): void {
  render(
    <IntlProvider locale="en" timeZone="UTC" messages={{ links: words }}>
      <OutsideLink address={address} words={text}>
        {text}
      </OutsideLink>
    </IntlProvider>,
  )
}

afterEach(cleanup)

test('says that it opens in a new tab, and tells that site nothing', () => {
  show('https://hub.example/m?token=abc', 'the weights')
  const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'the weights (opens in a new tab)' })
  expect(link).toMatchObject({
    href: 'https://hub.example/m?token=abc',
    target: '_blank',
    rel: 'noopener noreferrer nofollow',
    title: 'https://hub.example/m?token=…',
  })
  expect(link.getAttribute('referrerpolicy')).toBe('no-referrer')
})

test('words that name another site than the one behind them are not left alone', () => {
  show('https://hub.example.evil.example/', 'https://hub.example/m')
  expect(
    screen.getByRole('link', {
      name: 'https://hub.example/m (leads to hub.example.evil.example) (opens in a new tab)',
    }),
  ).toBeTruthy()
})

test('what is not of the web is text', () => {
  show('javascript:alert(1)', 'the weights')
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.getByText('the weights')).toBeTruthy()
})
