import { expect, test } from 'vitest'
import { hastenedClock } from './hastenedClock.ts'

test('what falls due in a leap happens in its order, and at its time', async () => {
  const clock = hastenedClock()
  const began = clock.now()
  const rang: [name: string, second: number][] = []
  const ring = (name: string) => () => void rang.push([name, Math.round((clock.now() - began) / 1000)])
  clock.after(20_000, ring('late'))
  clock.after(10_000, () => {
    ring('early')()
    clock.after(5_000, ring('between'))
  })
  const takeBack = clock.after(12_000, ring('never'))
  clock.after(60_000, ring('not yet'))
  takeBack()
  await clock.hasten(30_000)
  expect(rang).toEqual([
    ['early', 10],
    ['between', 15],
    ['late', 20],
  ])
})

test('a clock that is wrong makes nothing fall due', async () => {
  const clock = hastenedClock()
  const began = clock.now()
  let rang = false
  const takeBack = clock.after(60_000, () => (rang = true))
  clock.putWrong(600_000)
  expect(clock.now() - began).toBeGreaterThanOrEqual(600_000)
  await clock.hasten(1_000)
  expect(rang).toBe(false)
  takeBack()
})
