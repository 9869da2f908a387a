import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': resolve(import.meta.dirname, 'web'), '@mocks': resolve(import.meta.dirname, 'mocks') } },
  define: { __MOCKS__: 'false' },
  test: {
    include: [
      'web/**/*.test.{ts,tsx}',
      'mocks/**/*.test.ts',
      'server/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    environment: 'node',
    // All cores: the watcher, for which one is left free otherwise, is not running.
    maxWorkers: '100%',
    setupFiles: ['vitest.setup.ts'],
    // Of a test that hangs; on a busy machine to load a page's modules alone takes many seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    unstubGlobals: true,
  },
})
