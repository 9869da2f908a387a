import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

const named =
  process.env['QUARTERDECK_CHROMIUM'] ??
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find((path) => existsSync(path))
const mockPort = Number(process.env['QUARTERDECK_E2E_PORT'] ?? 4301)

/** As root, which is how containers run, Chromium's sandbox cannot start. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  // One more than a small machine has cores: some tests wait for the simulated servers.
  workers: Math.max(3, Math.floor(availableParallelism() / 2)),
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? [['list']] : [['list'], ['json']],
  use: {
    baseURL: `http://127.0.0.1:${mockPort}/`,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    // A trace costs every test a fifth of its time: it is recorded when somebody looks for a fault.
    trace: process.env['QUARTERDECK_TRACE'] === undefined ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(named === undefined ? {} : { executablePath: named }),
      // Nothing here is drawn by a graphics card, and imitating one takes longer than doing without.
      args: [
        ...sandbox,
        '--disable-gpu',
        '--disable-software-rasterizer',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    // The built console on its mocks; tests that need real servers start their own.
    command: `node node_modules/vite/bin/vite.js preview --mode mock --outDir ${process.env['QUARTERDECK_E2E_DIST'] ?? 'dist-mock'} --host 127.0.0.1 --port ${mockPort} --strictPort`,
    url: `http://127.0.0.1:${mockPort}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2000 },
  },
})
