// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { ModelCounts } from './ModelCounts.tsx'
import { joinModels } from './modelRows.ts'

afterEach(cleanup)

const at = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `http://${id}.test` })
const rows = joinModels(
  [],
  [
    {
      at: at('npu-01'),
      data: [
        { id: 'qwen3-8b', sizeBytes: 16 * 1024 ** 3, modifiedAt: null, defaultEngine: null, source: null, tag: null },
      ],
    },
  ],
  new Map(),
)

function counts(unknown: readonly Endpoint[], shown = rows): string {
  const { container } = render(
    <ModelCounts rows={shown} shown={shown} needsDetails={false} isLoading={false} unknown={unknown} />,
    { wrapper: TestKit },
  )
  return container.textContent
}

test('what is downloaded is the whole where every server told, and else says who is missing', () => {
  expect(counts([])).toContain('1 downloaded, 16.0 GiB')
  expect(counts([])).not.toContain('without')
  cleanup()
  expect(counts([at('npu-02'), at('mx-01')])).toContain('1 downloaded, 16.0 GiB, without npu-02 and mx-01')
})

test('where nobody told of a download, that is no zero', () => {
  expect(counts([at('npu-02')], [])).toContain('what is downloaded on npu-02 is not known')
})
