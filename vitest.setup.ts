import { beforeAll, vi } from 'vitest'

/** A state is waited for as long as a busy machine may take; only a test that fails waits so long. */
const STATE_MS = 20_000

const { waitFor } = vi
Object.assign(vi, {
  waitFor: ((look, options) =>
    waitFor(look, {
      timeout: STATE_MS,
      ...(typeof options === 'number' ? { timeout: options } : options),
    })) satisfies typeof waitFor,
})

beforeAll(async () => {
  if (typeof document === 'undefined') return
  const { configure } = await import('@testing-library/dom')
  configure({ asyncUtilTimeout: STATE_MS })
})
