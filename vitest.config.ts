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
    testTimeout: 15_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
