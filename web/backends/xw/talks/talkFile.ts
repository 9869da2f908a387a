import * as v from 'valibot'
import { chatParameters, type ParameterTexts } from '../schema/chatParameters.ts'
import { splitThinking } from '../schema/thinking.ts'
import type { Answer, Talk } from './talk.ts'
import { pathOf, shownAnswer, titleOf } from './talkTree.ts'

/** What an exported file calls itself. */
const format = 'quarterdeck.talks'

/** Conversations as a file that `readTalkFile` takes back. */
export function talkFile(talks: readonly Talk[]): string {
  return JSON.stringify({ format, version: 1, talks }, null, 2)
}

const amount = v.pipe(v.number(), v.finite())
const maybeAmount = v.nullable(amount)
const text = v.string()

const ParametersSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((map): ParameterTexts =>
    Object.fromEntries(
      chatParameters.flatMap((name) => {
        const value = map[name]
        return typeof value === 'string' ? [[name, value]] : []
      }),
    ),
  ),
)

const TargetSchema = v.object({ server: text, label: text, alias: text, model: text })

const AnswerSchema = v.pipe(
  v.object({
    id: text,
    at: amount,
    form: v.picklist(['chat', 'messages', 'completion']),
    target: TargetSchema,
    state: v.picklist(['queued', 'asked', 'writing', 'done', 'stopped', 'failed', 'interrupted']),
    text,
    reasoning: text,
    tools: v.array(v.object({ name: text, text })),
    finish: v.nullable(text),
    usage: v.nullable(v.object({ inputTokens: maybeAmount, outputTokens: maybeAmount })),
    pieces: amount,
    firstMs: maybeAmount,
    totalMs: maybeAmount,
    unreadable: amount,
    lacksEnd: v.boolean(),
    tooLong: v.boolean(),
  }),
  // Why it failed was said to someone else, about another console's servers.
  v.transform((answer): Answer => ({ ...answer, problem: null, silentSince: null })),
)

const ColumnSchema = v.object({
  target: TargetSchema,
  answers: v.array(AnswerSchema),
  shown: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

const TalkSchema = v.object({
  id: text,
  name: v.nullable(text),
  createdAt: amount,
  updatedAt: amount,
  system: text,
  parameters: ParametersSchema,
  turns: v.array(
    v.object({ id: text, parent: v.nullable(text), at: amount, prompt: text, columns: v.array(ColumnSchema) }),
  ),
  chosen: v.record(text, text),
})

const FileSchema = v.object({ format: v.literal(format), version: v.literal(1), talks: v.array(TalkSchema) })

export type ReadTalks =
  | { readonly kind: 'talks'; readonly talks: readonly Talk[] }
  | { readonly kind: 'not-json' }
  /** JSON, but no conversations of this console; `path` is the first field that is wrong. */
  | { readonly kind: 'other'; readonly path: string | null }

/** Reads what `talkFile` wrote, all of it or nothing. */
export function readTalkFile(content: string): ReadTalks {
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch {
    return { kind: 'not-json' }
  }
  const read = v.safeParse(FileSchema, json, { abortEarly: true })
  if (!read.success) return { kind: 'other', path: v.getDotPath(read.issues[0]) }
  return { kind: 'talks', talks: read.output.talks }
}

/** The words that a written conversation needs in the operator's language. */
export interface TalkWords {
  readonly system: string
  readonly prompt: string
  readonly thinking: string
  readonly tool: string
  readonly untitled: string
}

/** What is on the screen of a conversation, as Markdown for people. */
export function talkMarkdown(talk: Talk, words: TalkWords): string {
  const parts = [`# ${titleOf(talk) || words.untitled}`]
  if (talk.system.trim() !== '') parts.push(`## ${words.system}`, talk.system.trim())
  for (const turn of pathOf(talk)) {
    parts.push(`## ${words.prompt}`, turn.prompt.trim())
    for (const column of turn.columns) {
      const answer = shownAnswer(column)
      if (answer) parts.push(`## ${column.target.alias} (${column.target.label})`, ...answerParts(answer, words))
    }
  }
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function answerParts(answer: Answer, words: TalkWords): string[] {
  const split = splitThinking(answer.text, false)
  const thinking = [answer.reasoning.trim(), split.thinking].filter((part) => part !== '').join('\n\n')
  const quoted = thinking.replaceAll(/^/gm, '> ')
  return [
    thinking === '' ? '' : `> **${words.thinking}**\n>\n${quoted}`,
    split.answer.trim(),
    ...answer.tools.map(({ name, text: call }) => `**${words.tool}** \`${name}\`\n\n\`\`\`json\n${call}\n\`\`\``),
  ]
}
