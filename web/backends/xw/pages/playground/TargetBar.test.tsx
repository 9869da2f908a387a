// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { InstanceSchema } from '../../schema/instance.ts'
import { type ModelDetail, ModelDetailSchema } from '../../schema/model.ts'
import { routingRivals } from '../../schema/routing.ts'
import { TargetBar } from './TargetBar.tsx'
import type { ChosenTarget, TargetRow } from './useTargets.ts'

afterEach(cleanup)

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: '' }
const instanceOf = (alias: string) => v.parse(InstanceSchema, { id: alias, model_id: 'm', alias, state: 'ready' })

function rowOf(alias: string, siblings: readonly string[] = [], isReady = true): TargetRow {
  const instance = instanceOf(alias)
  const condition = isReady ? ({ kind: 'ready' } as const) : ({ kind: 'exited', code: 137 } as const)
  return {
    at,
    instance,
    condition,
    key: `npu-01/${alias}`,
    isReady,
    rivals: routingRivals(instance, siblings.map(instanceOf)),
  }
}

function show(rows: readonly TargetRow[], detail?: ModelDetail, wants: 'text' | 'vectors' = 'text') {
  const onChange = vi.fn<(keys: readonly string[]) => void>()
  const chosen = rows.map((row): ChosenTarget => ({ key: row.key, row, detail, asked: null }))
  render(
    <TestKit>
      <TargetBar rows={rows} chosen={chosen} onChange={onChange} wants={wants} />
    </TestKit>,
  )
  return onChange
}

test('an alias that another instance can answer for is said to be one', () => {
  show([rowOf('chat', ['chat-large', 'embed'])])
  expect(screen.getByText(/When chat is not running, npu-01 sends its requests to chat-large instead/)).toBeDefined()
  expect(screen.queryByText(/embed/)).toBeNull()
})

test('an instance that is not ready stays in sight, with its state, and can be taken away', async () => {
  const onChange = show([rowOf('chat', [], false), rowOf('llama')])
  expect(screen.getByText('Exited (137)')).toBeDefined()
  expect(screen.getByText(/chat on npu-01 is not ready and is not asked/)).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'No longer ask chat' }))
  expect(onChange).toHaveBeenCalledWith(['npu-01/llama'])
})

test('a model for the other purpose is named before it is asked', () => {
  const embedding = v.parse(ModelDetailSchema, { model_id: 'm', capabilities: ['embedding'] })
  show([rowOf('embed')], embedding)
  expect(screen.getByText(/makes embeddings/)).toBeDefined()
})
