import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { tokenCount } from '../../queriesPlayground.ts'
import { messagesRequestOf } from '../../schema/talkRequest.ts'
import type { AskedTarget } from '../../talks/answering.ts'
import { type Talk, targetKey } from '../../talks/talk.ts'
import { nextMessages } from './nextMessages.ts'

interface Props {
  readonly talk: Talk
  /** What is typed and not sent yet. */
  readonly draft: string
  readonly asked: readonly AskedTarget[]
}

/** How long the next request would be, as each server counts it. Only Anthropic's form can ask. */
export function TokenCounts({ talk, draft, asked }: Props) {
  const t = useTranslations('playground.tokens')
  const queries = useQueries({
    queries: asked.map(({ at, target }) => {
      const messages = nextMessages(talk, draft, targetKey(target))
      const request = messagesRequestOf({ model: target.alias, messages, system: talk.system, parameters: {} })
      const { model, system } = request
      return tokenCount(at, { model, messages, ...(system !== undefined && { system }) })
    }),
  })
  const isEmpty = draft.trim() === '' && talk.turns.length === 0
  return (
    <Panel
      title={t('title')}
      description={t('description')}
      actions={
        <Button
          size="sm"
          busy={queries.some(({ isFetching }) => isFetching)}
          disabledReason={asked.length === 0 ? t('noTarget') : isEmpty ? t('empty') : null}
          onClick={() => {
            for (const { refetch } of queries) void refetch()
          }}
        >
          {t('count')}
        </Button>
      }
    >
      {queries.every(({ status, isFetching }) => status === 'pending' && !isFetching) ? (
        <p className="text-sm text-ink-3">{t('none')}</p>
      ) : (
        <div className="flex flex-col gap-2 text-sm">
          {asked.map(({ target }, index) => {
            const query = queries[index]
            return (
              query && (
                <QueryView key={targetKey(target)} query={query}>
                  {({ inputTokens }) => <p>{t('counted', { name: inSentence(target.alias), n: inputTokens })}</p>}
                </QueryView>
              )
            )
          })}
        </div>
      )}
    </Panel>
  )
}
