import { beforeAll } from 'vitest'

// A state is waited for as long as a busy machine may take; only a test that fails waits so long.
beforeAll(async () => {
  if (typeof document === 'undefined') return
  const { configure } = await import('@testing-library/dom')
  configure({ asyncUtilTimeout: 5_000 })
})
