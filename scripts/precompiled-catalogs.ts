import compile from 'icu-minify/compile'
import { runnerImport } from 'vite'
import type { Plugin } from 'vite'

type Words = { readonly [key: string]: string | Words }
type Compiled = { readonly [key: string]: ReturnType<typeof compile> | Compiled }

/**
 * Reads the messages of the catalogs once, when the console is built: the browser then gets them without their parser,
 * which would be a twentieth of all that the first page loads. Development and tests go on with the text as it is.
 */
export function precompiledCatalogs(): Plugin {
  return {
    name: 'quarterdeck:precompiled-catalogs',
    apply: 'build',
    enforce: 'pre',
    config: () => ({ resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } } }),
    async load(id) {
      if (!/\/web\/locales\/[\w-]+\/(?:index|pages)\.ts$/.test(id)) return null
      const { module, dependencies } = await runnerImport<{ default: Words }>(id, {
        configFile: false,
        logLevel: 'error',
      })
      for (const dependency of dependencies) this.addWatchFile(dependency)
      return { code: `export default ${JSON.stringify(compiled(module.default))}`, moduleType: 'js' }
    },
  }
}

function compiled(words: Words): Compiled {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compiled(value)]),
  )
}
