export type SignInState =
  | { readonly is: 'asking' }
  | { readonly is: 'wrong' }
  | { readonly is: 'waiting'; readonly seconds: number }
  | { readonly is: 'signed-in' }

const words = {
  en: {
    title: 'Sign in',
    lead: 'Enter the access token of this console. It was set where the console was started.',
    token: 'Access token',
    submit: 'Sign in',
    wrong: 'This is not the token of this console.',
    waiting: (seconds: number) => `Too many wrong tokens. Try again in ${seconds} s.`,
    signedIn: 'You are signed in',
    close: 'You can close this tab; the console in the other one goes on.',
    open: 'Open the console',
    signOut: 'Sign out',
  },
  'zh-CN': {
    title: '登录',
    lead: '请输入此控制台的访问令牌。令牌在启动控制台时设定。',
    token: '访问令牌',
    submit: '登录',
    wrong: '这不是此控制台的令牌。',
    waiting: (seconds: number) => `错误次数过多，请在 ${seconds} 秒后重试。`,
    signedIn: '已登录',
    close: '可以关闭此标签页，另一个标签页中的控制台会继续工作。',
    open: '打开控制台',
    signOut: '退出登录',
  },
} as const

type Language = keyof typeof words

/** The language of the console's two that the browser prefers. */
function languageOf(acceptLanguage: string): Language {
  const wanted = acceptLanguage
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
  const first = wanted.find((tag) => /^(?:en|zh)\b/.test(tag))
  return first?.startsWith('zh') === true ? 'zh-CN' : 'en'
}

/**
 * The page that asks for the token, of plain HTML: it has to work before anything of the console may be had.
 * @param base where the console lives, as `/ops/console/`
 * @param back the console's page to go to afterwards; null closes the tab
 */
export function signInPage(base: string, state: SignInState, back: string | null, acceptLanguage: string): string {
  const language = languageOf(acceptLanguage)
  const text = words[language]
  const title = state.is === 'signed-in' ? text.signedIn : text.title
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title} · Quarterdeck</title>
    <link rel="icon" type="image/svg+xml" href="${escaped(base)}icon.svg" />
    <link rel="stylesheet" href="${escaped(base)}sign-in.css" />
  </head>
  <body>
    <main>
      <p class="brand">Quarterdeck</p>
      <h1>${title}</h1>
${state.is === 'signed-in' ? signedIn(base, text) : form(base, state, back, text)}
    </main>
  </body>
</html>
`
}

function form(base: string, state: SignInState, back: string | null, text: (typeof words)[Language]): string {
  const refused = state.is === 'wrong' ? text.wrong : state.is === 'waiting' ? text.waiting(state.seconds) : null
  const action = `${base}sign-in${back === null ? '' : `?return=${encodeURIComponent(back)}`}`
  return `      <p>${text.lead}</p>
      <form method="post" action="${escaped(action)}">
        <input type="text" name="username" value="quarterdeck" autocomplete="username" hidden />
        <label for="token">${text.token}</label>
        <input id="token" name="token" type="password" required autofocus autocomplete="current-password"${
          refused === null ? '' : ' aria-invalid="true" aria-describedby="refused"'
        } />
${refused === null ? '' : `        <p id="refused" class="refused" role="alert">${refused}</p>\n`}        <button>${text.submit}</button>
      </form>`
}

function signedIn(base: string, text: (typeof words)[Language]): string {
  return `      <p>${text.close}</p>
      <p><a href="${escaped(base)}">${text.open}</a></p>
      <form method="post" action="${escaped(base)}sign-out"><button class="plain">${text.signOut}</button></form>
      <script type="module" src="${escaped(base)}sign-in.js"></script>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

/** A tab that the console opened closes itself; one that somebody opened stays, and says that it may be closed. */
export const signInScript = `if (new URLSearchParams(location.search).has('done')) window.close()\n`

export const signInStyles = `:root {
  color-scheme: light dark;
  --canvas: light-dark(#f6f7f8, #0f1215);
  --surface: light-dark(#ffffff, #14181c);
  --ink: light-dark(#15191e, #e5e8ec);
  --muted: light-dark(#5f6772, #8d96a2);
  --line: light-dark(#8a929d, #66707c);
  --accent: light-dark(#0b6b74, #52c0c6);
  --on-accent: light-dark(#ffffff, #05262a);
  --bad: light-dark(#b0241c, #fb8a80);
}
body {
  margin: 0;
  min-height: 100vh;
  display: grid;
  place-items: center;
  background: var(--canvas);
  color: var(--ink);
  font: 14px/1.5 system-ui, sans-serif;
}
main {
  box-sizing: border-box;
  width: min(24rem, 100vw);
  padding: 2rem;
  background: var(--surface);
  border-radius: 8px;
}
.brand { margin: 0; color: var(--muted); }
h1 { margin: 0 0 1rem; font-size: 1.25rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
input {
  box-sizing: border-box;
  width: 100%;
  margin-top: 0.25rem;
  padding: 0.5rem;
  font: inherit;
  color: inherit;
  background: transparent;
  border: 1px solid var(--line);
  border-radius: 4px;
}
.refused { color: var(--bad); margin: 0.5rem 0 0; }
button {
  margin-top: 1rem;
  padding: 0.5rem 1rem;
  font: inherit;
  font-weight: 600;
  color: var(--on-accent);
  background: var(--accent);
  border: 1px solid var(--accent);
  border-radius: 4px;
  cursor: pointer;
}
button.plain { color: inherit; background: transparent; border-color: var(--line); font-weight: 400; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`
