import type { PlaygroundMode } from '../../paths.ts'
import type { ParameterTexts } from '../../schema/chatParameters.ts'
import { chatRequestOf, completionRequestOf, messagesRequestOf } from '../../schema/talkRequest.ts'
import { type Talk, targetKey } from '../../talks/talk.ts'
import { nextMessages } from './nextMessages.ts'
import type { ProgramRequest } from './ProgramDialog.tsx'

interface OnScreen {
  readonly talk: Talk | undefined
  readonly draft: string
  readonly completion: { readonly prompt: string; readonly parameters: ParameterTexts }
}

/** What the open tab would send, or where nothing is typed, something like it. */
export function programRequest(mode: PlaygroundMode, { talk, draft, completion }: OnScreen): ProgramRequest {
  switch (mode) {
    case 'embeddings':
      return {
        path: '/v1/embeddings',
        canStream: false,
        bodyFor: ({ target }) => ({ model: target.alias, input: ['Hello', '你好'] }),
      }
    case 'completion':
      return {
        path: '/v1/completions',
        canStream: true,
        bodyFor: ({ target, defaults }) =>
          completionRequestOf(target.alias, completion.prompt || 'Once upon a time', {
            ...defaults,
            ...completion.parameters,
          }),
      }
    case 'chat':
    case 'messages':
      return {
        path: mode === 'chat' ? '/v1/chat/completions' : '/v1/messages',
        canStream: true,
        bodyFor: ({ target, defaults }) => {
          const said = talk ? nextMessages(talk, draft, targetKey(target)) : []
          const request = {
            model: target.alias,
            messages: said.length === 0 ? [{ role: 'user' as const, content: 'Hello!' }] : said,
            system: talk?.system ?? '',
            parameters: { ...defaults, ...talk?.parameters },
          }
          return mode === 'chat' ? chatRequestOf(request) : messagesRequestOf(request)
        },
      }
  }
}
