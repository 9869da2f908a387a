import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** `dist-server/quarterdeck.mjs`, the program that the package installs. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  ssr: {
    // What forwards stays a package of its own, which operators can see and renew; the rest is a few lines.
    external: ['httpxy'],
    noExternal: ['valibot'],
  },
  build: {
    ssr: resolve(import.meta.dirname, 'server/quarterdeck.ts'),
    outDir: 'dist-server',
    target: 'node20.19',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'quarterdeck.mjs' } },
  },
})
