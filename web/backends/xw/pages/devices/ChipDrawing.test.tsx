// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ChipReading } from '@/kit/machine.ts'
import { TestKit } from '@/kit/testing.tsx'
import { chipsOf } from '../../schema/device.fixture.ts'
import type { Chip } from '../../schema/device.ts'
import type { ChipSelection } from './ChipBox.tsx'
import { ChipDrawing } from './ChipDrawing.tsx'

const eight = chipsOf('910b', 8)
const within85 = { value: 52, level: 'within', limit: null } as const
const cool: ChipReading = { temperature: within85, usage: within85, memory: null, power: null }
const hot: ChipReading = { ...cool, temperature: { value: 96, level: 'bad', limit: 95 } }

afterEach(cleanup)

function draw(props: Partial<Parameters<typeof ChipDrawing>[0]> = {}, language: 'en' | 'zh-CN' = 'en') {
  render(
    <TestKit language={language}>
      <ChipDrawing chips={eight} label="npu-01" {...props} />
    </TestKit>,
  )
  return userEvent.setup()
}

const chip = (name: RegExp) => screen.getByRole('group', { name })

describe('the drawing of a server', () => {
  test('shows groups, cards and chips, and none where no group is known', () => {
    draw({ chips: [...chipsOf('910b', 8), ...chipsOf('c550', 2, 0x80)] })
    const group = screen.getByRole('group', { name: 'Group 1, fast among themselves' })
    expect(within(group).getAllByRole('group')).toHaveLength(4)
    expect(screen.getAllByRole('group', { name: /^Group \d/ })).toHaveLength(2)
    expect(chip(/^Chip 1, metax-c550, bus address 0000:81:00.0$/)).toBeTruthy()
  })

  test('two chips of one card say which they are', () => {
    draw({ chips: chipsOf('310p', 4) })
    expect(chip(/^Chip 3, ascend-310p, bus address 0000:11:00.0 \(chip 1 of the card\), group 1$/)).toBeTruthy()
  })

  test('says what holds a chip and how that is known', () => {
    const holders = new Map([
      [eight[0]?.key ?? '', [{ instance: { id: 'a-1', alias: 'chat' }, source: 'launch' as const }]],
      [eight[1]?.key ?? '', [{ instance: { id: 'b-1', alias: 'embed' }, source: 'config' as const }]],
    ])
    draw({ holders })
    expect(chip(/^Chip 0, .*held by chat, launched from here/).textContent).toContain('launched here')
    expect(chip(/^Chip 1, .*held by embed, its configuration says/)).toBeTruthy()
    expect(chip(/^Chip 2, /).textContent).toContain('no holder known')
  })

  test('a value above its limit is told in words, and what is not told is a dash', () => {
    draw({ readings: new Map([[eight[3]?.key ?? '', hot]]) })
    const shown = chip(/^Chip 3, .*96 °C \(above 95 °C\), 52% in use$/)
    expect(shown.textContent).toContain('96 °C')
    expect(shown.textContent).toContain('–')
    expect(chip(/^Chip 4, /).textContent).not.toContain('°C')
  })

  test('is one tab stop, and arrow keys walk among the chips', async () => {
    const user = draw()
    await user.tab()
    expect(document.activeElement).toBe(chip(/^Chip 0, /))
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(document.activeElement).toBe(chip(/^Chip 2, /))
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(chip(/^Chip 3, /))
    await user.keyboard('{End}{ArrowRight}')
    expect(document.activeElement).toBe(chip(/^Chip 7, /))
    await user.keyboard('{Home}{ArrowUp}')
    expect(document.activeElement).toBe(chip(/^Chip 0, /))
    await user.tab()
    expect(document.activeElement).toBe(document.body)
    await user.tab()
    expect(document.activeElement).toBe(chip(/^Chip 0, /))
  })

  test('speaks Chinese', () => {
    draw({ readings: new Map([[eight[0]?.key ?? '', hot]]) }, 'zh-CN')
    expect(chip(/^芯片 0，ascend-910b4，总线地址 0000:10:00.0，互联组 0，96 °C（超过 95 °C）/)).toBeTruthy()
  })

  test('names from a server are no markup and do not turn the line', () => {
    const odd = eight.map((one): Chip => ({ ...one, busAddress: '<b>\u202e0000', variantKey: '<img src=x>' }))
    draw({ chips: odd })
    expect(document.querySelector('b, img')).toBeNull()
    expect(document.body.textContent).not.toContain('\u202e')
  })
})

type Choice = Pick<ChipSelection, 'onToggle' | 'whyNot'>

function Choosing({ onToggle, whyNot }: Choice) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return (
    <ChipDrawing
      chips={eight}
      label="npu-01"
      selection={{
        chosen,
        whyNot,
        onToggle: (one) => {
          onToggle(one)
          setChosen((before) => new Set(before.has(one.key) ? [] : [...before, one.key]))
        },
      }}
    />
  )
}
const box = (name: RegExp) => screen.getByRole('checkbox', { name })
const heldByChat = ({ logicalIndex }: Chip) => (logicalIndex === 2 ? 'held by chat' : null)

describe('choosing chips on the drawing', () => {
  test('the space bar and a press turn a chip on and off', async () => {
    const onToggle = vi.fn<ChipSelection['onToggle']>()
    render(<Choosing onToggle={onToggle} />, { wrapper: TestKit })
    const user = userEvent.setup()
    await user.tab()
    await user.keyboard('{ArrowRight} ')
    expect(box(/^Chip 1, /).getAttribute('aria-checked')).toBe('true')
    expect(document.activeElement).toBe(box(/^Chip 1, /))
    await user.keyboard(' ')
    expect(box(/^Chip 1, /).getAttribute('aria-checked')).toBe('false')
    await user.click(box(/^Chip 5, /))
    expect(box(/^Chip 5, /).getAttribute('aria-checked')).toBe('true')
    expect(onToggle).toHaveBeenCalledTimes(3)
  })

  test('a chip that cannot be chosen says why and stays as it is', async () => {
    const onToggle = vi.fn<ChipSelection['onToggle']>()
    render(<Choosing onToggle={onToggle} whyNot={heldByChat} />, { wrapper: TestKit })
    const user = userEvent.setup()
    const refused = box(/^Chip 2, .*held by chat$/)
    expect(refused.getAttribute('aria-disabled')).toBe('true')
    await user.click(refused)
    refused.focus()
    await user.keyboard(' ')
    expect(onToggle).not.toHaveBeenCalled()
  })
})
