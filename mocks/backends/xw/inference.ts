import {
  type AnthropicChunkWire,
  ChatCompletionSchema,
  CompletionSchema,
  EmbeddingsSchema,
  InferenceHealthSchema,
  MessageSchema,
  type OpenAiChunkWire,
  RanSchema,
  TokenCountSchema,
} from '@/backends/xw/schema/inference.ts'
import { ProxyErrorSchema } from '@/backends/xw/schema/error.ts'
import { bodyOf, isMap, reply, textIn } from '../../reply.ts'
import { paced, sleep } from '../../sim/clock.ts'
import { type SimInstance, phaseOf } from '../../sim/instances.ts'
import { hash, unit, unitOf } from '../../sim/rng.ts'
import { type Sink, sse, streamed } from '../../sim/streams.ts'
import { type XwContext, type XwRoutes, refuse } from './route.ts'

type Form = 'openai' | 'anthropic'

/** The proxy routes by alias: exact, else either a prefix of the other, whatever the case. */
function route(model: string, { server, now }: XwContext): SimInstance | undefined {
  const up = server.instances.filter((one) => phaseOf(one, now) === 'ready')
  const name = model.toLowerCase()
  return (
    up.find((one) => one.alias === model) ??
    up.find(
      ({ alias }) => name !== '' && (alias.toLowerCase().startsWith(name) || name.startsWith(alias.toLowerCase())),
    )
  )
}

function noInstance(form: Form, model: string): Response {
  const message = `no running instance for model ${model}`
  if (form === 'openai')
    return new Response(`${message}\n`, { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
  return reply(ProxyErrorSchema, { type: 'error', error: { type: 'not_found_error', message } }, 404)
}

function lastWords(body: Record<string, unknown>): string {
  const messages = body['messages']
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined
  return isMap(last) && typeof last['content'] === 'string' ? last['content'] : textIn(body, 'prompt')
}

function tokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 3.6))
}

/** An answer of no wisdom but of steady length, in the language of the question. */
function answerTo(question: string, model: string): string[] {
  if (/[\u4e00-\u9fff]/.test(question)) {
    return [
      `这里是 ${model} 的模拟回答。`,
      '你问的是：',
      `“${question.slice(0, 60)}”。`,
      '真正的服务器',
      '会在这里',
      '逐字输出结果。',
    ]
  }
  const words = `This is a simulated answer of ${model}. You asked: "${question.slice(0, 80)}". A real server would write its answer here, a few tokens at a time.`
  return words.match(/\S+\s*/g) ?? [words]
}

function limited(parts: readonly string[], body: Record<string, unknown>): { parts: readonly string[]; cut: boolean } {
  const max = body['max_tokens']
  if (typeof max !== 'number' || parts.length <= max) return { parts, cut: false }
  return { parts: parts.slice(0, Math.max(1, max)), cut: true }
}

interface Asked {
  readonly model: string
  readonly question: string
  readonly parts: readonly string[]
  readonly text: string
  readonly cut: boolean
  readonly stream: boolean
  readonly usage: { prompt_tokens: number; completion_tokens: number }
}

async function ask(request: Request, form: Form, ctx: XwContext): Promise<Asked | Response> {
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  const instance = route(model, ctx)
  if (!instance) return noInstance(form, model)
  const question = lastWords(body)
  const { parts, cut } = limited(answerTo(question, instance.modelId), body)
  const text = parts.join('')
  const usage = { prompt_tokens: tokens(JSON.stringify(body['messages'] ?? question)), completion_tokens: parts.length }
  const asked = { model, question, parts, text, cut, stream: body['stream'] === true, usage }
  // the first token takes its time
  const loud = ctx.world.clock
  if (!asked.stream) await sleep(loud, paced(ctx.world, 400 + parts.length * 20), request.signal)
  return asked
}

function stream(
  request: Request,
  { world }: XwContext,
  asked: Asked,
  write: (sink: Sink, part: string, n: number) => void,
  end: (sink: Sink) => void,
): Response {
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    async run(sink) {
      for (const [n, part] of asked.parts.entries()) {
        if (
          !(await sleep(world.clock, paced(world, n === 0 ? 350 : 25 + 45 * unitOf(hash(asked.text), n)), sink.signal))
        )
          return 'drop'
        write(sink, part, n)
      }
      end(sink)
      sink.text(sse('[DONE]'))
      return 'end'
    },
  })
}

async function chat(request: Request, ctx: XwContext): Promise<Response> {
  const asked = await ask(request, 'openai', ctx)
  if (asked instanceof Response) return asked
  const reason = asked.cut ? 'length' : 'stop'
  const id = `chatcmpl-${hash(asked.question, ctx.now).toString(16)}`
  if (!asked.stream) {
    return reply(ChatCompletionSchema, {
      id,
      model: asked.model,
      choices: [{ message: { role: 'assistant', content: asked.text }, finish_reason: reason }],
      usage: asked.usage,
    })
  }
  const chunk = (sink: Sink, body: OpenAiChunkWire) =>
    sink.text(sse(JSON.stringify({ id, object: 'chat.completion.chunk', model: asked.model, ...body })))
  return stream(
    request,
    ctx,
    asked,
    (sink, part) => chunk(sink, { choices: [{ delta: { content: part }, text: null, finish_reason: null }] }),
    (sink) => chunk(sink, { choices: [{ delta: {}, text: null, finish_reason: reason }], usage: asked.usage }),
  )
}

async function complete(request: Request, ctx: XwContext): Promise<Response> {
  const asked = await ask(request, 'openai', ctx)
  if (asked instanceof Response) return asked
  const reason = asked.cut ? 'length' : 'stop'
  if (!asked.stream) {
    return reply(CompletionSchema, {
      id: `cmpl-${hash(asked.question).toString(16)}`,
      model: asked.model,
      choices: [{ text: asked.text, finish_reason: reason }],
      usage: asked.usage,
    })
  }
  const chunk = (sink: Sink, body: OpenAiChunkWire) => sink.text(sse(JSON.stringify({ model: asked.model, ...body })))
  return stream(
    request,
    ctx,
    asked,
    (sink, part) => chunk(sink, { choices: [{ text: part, finish_reason: null }] }),
    (sink) => chunk(sink, { choices: [{ text: '', finish_reason: reason }], usage: asked.usage }),
  )
}

function event(sink: Sink, body: AnthropicChunkWire): void {
  sink.text(`event: ${body.type}\n${sse(JSON.stringify(body))}`)
}

async function message(request: Request, ctx: XwContext): Promise<Response> {
  const asked = await ask(request, 'anthropic', ctx)
  if (asked instanceof Response) return asked
  const usage = { input_tokens: asked.usage.prompt_tokens, output_tokens: asked.usage.completion_tokens }
  const stop = asked.cut ? 'max_tokens' : 'end_turn'
  if (!asked.stream) {
    return reply(MessageSchema, {
      id: `msg_${hash(asked.question).toString(16)}`,
      model: asked.model,
      content: [{ type: 'text', text: asked.text }],
      stop_reason: stop,
      usage,
    })
  }
  return stream(
    request,
    ctx,
    asked,
    (sink, part, n) => {
      if (n === 0)
        event(sink, {
          type: 'message_start',
          message: { usage: { input_tokens: usage.input_tokens, output_tokens: 0 } },
        })
      event(sink, { type: 'content_block_delta', delta: { text: part } })
    },
    (sink) => {
      event(sink, { type: 'message_delta', delta: { stop_reason: stop }, usage })
      event(sink, { type: 'message_stop' })
    },
  )
}

async function embed(request: Request, ctx: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  if (!route(model, ctx)) return noInstance('openai', model)
  const inputs: unknown[] = Array.isArray(body['input']) ? body['input'] : [body['input'] ?? '']
  const data = inputs.map((input, index) => ({
    index,
    embedding: Array.from({ length: 32 }, (_, i) => Number((unit(String(input), i) * 2 - 1).toFixed(6))),
  }))
  const prompt_tokens = inputs.reduce<number>((sum, input) => sum + tokens(String(input)), 0)
  return reply(EmbeddingsSchema, { model, data, usage: { prompt_tokens, completion_tokens: 0 } })
}

async function countTokens(request: Request, ctx: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  if (!route(model, ctx)) return noInstance('anthropic', model)
  return reply(TokenCountSchema, { input_tokens: tokens(JSON.stringify(body['messages'] ?? '')) })
}

async function run(request: Request, ctx: XwContext): Promise<Response> {
  if (ctx.world.quirks.runMissing)
    return new Response('404 page not found\n', { status: 404, headers: { 'content-type': 'text/plain' } })
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  const instance = route(model, ctx)
  if (!instance) return refuse(404, `no running instance for model ${model}`)
  const parts = answerTo(textIn(body, 'input'), instance.modelId)
  return reply(RanSchema, { output: parts.join(''), metrics: { tokens: parts.length } })
}

export const inferenceRoutes: XwRoutes = {
  'POST /api/run': run,
  'POST /v1/chat/completions': chat,
  'POST /v1/completions': complete,
  'POST /v1/embeddings': embed,
  'POST /v1/messages': message,
  'POST /v1/messages/count_tokens': countTokens,
  'GET /v1/health': () => reply(InferenceHealthSchema, { status: 'ok' }),
}
