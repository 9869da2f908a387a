import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import { precompiledCatalogs } from './scripts/precompiled-catalogs.ts'
import { securityHeadersInPreview } from './scripts/security-headers.ts'
import { serversFromEnvironment } from './scripts/servers-from-environment.ts'

const root = import.meta.dirname

/** The mocks' service worker lives in public/, where MSW wants it; a real build must not ship it. */
function withoutMockWorker(): Plugin {
  let outDir = ''
  return {
    name: 'quarterdeck:without-mock-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      await rm(resolve(outDir, 'mockServiceWorker.js'), { force: true })
    },
  }
}

export default defineConfig(({ mode }) => {
  const mocks = mode === 'mock'
  const servers = serversFromEnvironment(process.env)
  return {
    root,
    // Chunks find each other relative to themselves; only index.html names the place, in its <base>.
    base: './',
    resolve: { alias: { '@': resolve(root, 'web'), '@mocks': resolve(root, 'mocks') } },
    define: { __MOCKS__: JSON.stringify(mocks) },
    plugins: [
      react(),
      tailwindcss(),
      precompiledCatalogs(),
      // Before what answers: headers come first.
      securityHeadersInPreview(),
      servers.plugin,
      ...(mocks ? [] : [withoutMockWorker()]),
    ],
    server: { proxy: servers.proxy },
    preview: { proxy: servers.proxy },
    // A worker loads what it seldom needs by itself.
    worker: { format: 'es' },
    build: {
      outDir: mocks ? 'dist-mock' : 'dist',
      target: 'es2022',
      // The scripts of the first page are few; a preload helper would cost more than it saves.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 600,
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          // Every file's name stands in the first page's script: a page's code is called by its name, what pages share
          // is not.
          chunkFileNames: ({ isDynamicEntry }) => (isDynamicEntry ? 'assets/[name]-[hash:7].js' : 'assets/[hash:7].js'),
          // What the first page needs, in two files: what changes with each version of the console, and what does not.
          codeSplitting: {
            groups: [
              { name: 'libraries', test: /node_modules/, tags: ['$initial'], priority: 1 },
              { name: 'console', tags: ['$initial'] },
              // Two hundred bytes each: as files of their own their names alone would weigh on the first page.
              { name: 'icons', test: /lucide-react/ },
            ],
          },
        },
      },
    },
  }
})
