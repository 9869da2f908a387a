import type { ReactNode } from 'react'
import { maskSecrets } from '@/lib/maskSecrets.ts'

/**
 * The only words outside of the catalogs: whatever keeps the console from starting may be the catalogs themselves.
 */
const words = {
  en: {
    title: 'Quarterdeck could not start',
    body: 'A part of the console did not load or failed at once. Check the connection to this address and load the page again. If that does not help, report the following to whoever runs this console:',
    reload: 'Load again',
  },
  'zh-CN': {
    title: 'Quarterdeck 无法启动',
    body: '控制台的一部分未能加载，或一开始就出错。请检查与此地址的连接并重新加载页面。如果无效，请把下面的内容告知控制台的管理者：',
    reload: '重新加载',
  },
} as const

export function StartFailure({ error }: { readonly error: unknown }): ReactNode {
  const language = document.documentElement.lang || navigator.language
  const lang = language.startsWith('zh') ? 'zh-CN' : 'en'
  const { title, body, reload } = words[lang]
  return (
    <main lang={lang} role="alert" className="mx-auto mt-[15vh] max-w-xl px-4 text-sm">
      <h1 className="text-lg font-semibold">{title}</h1>
      <p className="mt-2">{body}</p>
      <pre className="mt-3 overflow-auto font-mono text-xs whitespace-pre-wrap">{maskSecrets(String(error))}</pre>
      <button type="button" className="mt-4 rounded border px-3 py-1.5" onClick={() => window.location.reload()}>
        {reload}
      </button>
    </main>
  )
}
