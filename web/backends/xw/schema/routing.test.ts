import * as v from 'valibot'
import { expect, test } from 'vitest'
import { InstanceSchema } from './instance.ts'
import { routingRivals } from './routing.ts'

const instance = (alias: string) => v.parse(InstanceSchema, { id: `id-${alias}`, model_id: 'm', alias, state: 'ready' })

test('an alias that begins another one, or begins with it, can be answered by that one', () => {
  const all = ['chat', 'chat-large', 'Chat-Large-2', 'embed'].map(instance)
  expect(routingRivals(instance('chat-large'), all)).toEqual([
    { alias: 'chat', how: 'shortens' },
    { alias: 'Chat-Large-2', how: 'extends' },
  ])
  expect(routingRivals(instance('embed'), all)).toEqual([])
})

test('an alias that differs only in case is the same to the server', () => {
  expect(routingRivals(instance('chat'), [instance('chat'), instance('CHAT')])).toEqual([
    { alias: 'CHAT', how: 'same' },
  ])
})
