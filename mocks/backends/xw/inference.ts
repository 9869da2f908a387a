import {
  ChatCompletionSchema,
  CompletionSchema,
  EmbeddingsSchema,
  InferenceHealthSchema,
  MessageSchema,
  RanSchema,
  TokenCountSchema,
} from '@/backends/xw/schema/inference.ts'
import type { AnthropicChunkWire, OpenAiChunkWire } from '@/backends/xw/schema/inferenceEvent.ts'
import { ProxyErrorSchema } from '@/backends/xw/schema/error.ts'
import { type FaultName, isAnswerFault } from '../../faults.ts'
import { bodyOf, isMap, reply, textIn } from '../../reply.ts'
import { findModel } from '../../sim/catalogue.ts'
import { paced, sleep } from '../../sim/clock.ts'
import { type SimInstance, phaseOf } from '../../sim/instances.ts'
import { hash, unit, unitOf } from '../../sim/rng.ts'
import { type Sink, sse, type StreamEnd, streamed } from '../../sim/streams.ts'
import { answerTo, chunksOf, cutCharacter, type MockAnswer, ofLength } from './answers.ts'
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

function limited(parts: readonly string[], body: Record<string, unknown>): { parts: readonly string[]; cut: boolean } {
  const max = body['max_tokens']
  if (typeof max !== 'number' || parts.length <= max) return { parts, cut: false }
  return { parts: parts.slice(0, Math.max(1, max)), cut: true }
}

interface Asked {
  readonly model: string
  readonly question: string
  readonly answer: MockAnswer
  readonly parts: readonly string[]
  readonly text: string
  readonly cut: boolean
  readonly stream: boolean
  readonly usage: { prompt_tokens: number; completion_tokens: number }
  readonly fault: FaultName | undefined
  /** ms between two pieces */
  readonly paceMs: number
}

/** One more of what is to go wrong with answers. */
function takeFault({ server }: XwContext): FaultName | undefined {
  const { fault } = server
  if (!fault || !isAnswerFault(fault.name)) return undefined
  fault.times--
  if (fault.times <= 0) server.fault = undefined
  return fault.name
}

function refusedBy(fault: FaultName | undefined, form: Form, model: string): Response | undefined {
  switch (fault) {
    case 'answer-refused':
      return noInstance(form, model)
    case 'answer-fails':
      return new Response('EngineCore encountered an issue. See stack trace (above) for the root cause.\n', {
        status: 500,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
    case 'answer-html':
      return new Response('<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      })
    default:
      return undefined
  }
}

async function ask(request: Request, form: Form, ctx: XwContext): Promise<Asked | Response> {
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  const instance = route(model, ctx)
  if (!instance) return noInstance(form, model)
  const fault = takeFault(ctx)
  const refused = refusedBy(fault, form, model)
  if (refused) return refused
  const question = lastWords(body)
  const known = findModel(instance.modelId)
  const answer = answerTo(question, known, instance.modelId)
  const written = fault === 'answer-huge' ? chunksOf(ofLength(answer.parts.join(''), 1_000_000), 4000) : answer.parts
  const { parts, cut } = limited(written, body)
  const text = parts.join('')
  const completion_tokens = parts.length + answer.thinking.length
  const usage = { prompt_tokens: tokens(JSON.stringify(body['messages'] ?? question)), completion_tokens }
  // The larger the model, the slower it writes; texts that were asked for by length come in a reasonable time.
  const paceMs = parts.length > 1500 ? 1 : 8 + 0.6 * (known?.parameters ?? 10)
  const stream = body['stream'] === true
  // the first token takes its time
  const loud = ctx.world.clock
  if (!stream) await sleep(loud, paced(ctx.world, 400 + Math.min(200, parts.length) * 20), request.signal)
  return { model, question, answer, parts, text, cut, stream, usage, fault, paceMs }
}

interface Writer {
  readonly thought: (sink: Sink, part: string) => void
  readonly part: (sink: Sink, part: string, n: number) => void
  readonly tool: (sink: Sink, n: number, name: string, text: string) => void
  readonly end: (sink: Sink) => void
}

function stream(request: Request, { world }: XwContext, asked: Asked, write: Writer): Response {
  const { answer, fault, paceMs, text } = asked
  const inTags = answer.thinking.length > 0 && answer.thinkingForm === 'tags'
  return streamed({
    contentType: 'text/event-stream',
    request,
    split: world.quirks.splitChunks,
    async run(sink) {
      const wait = (ms: number) => sleep(world.clock, paced(world, ms), sink.signal)
      if (!(await wait(350))) return 'drop'
      if (inTags) write.part(sink, '<think>\n', 0)
      for (const part of answer.thinking) {
        if (inTags) write.part(sink, part, 0)
        else write.thought(sink, part)
        if (!(await wait(paceMs))) return 'drop'
      }
      if (inTags) write.part(sink, '</think>\n\n', 0)
      const middle = Math.floor(asked.parts.length / 2)
      for (const [n, part] of asked.parts.entries()) {
        if (n === middle && fault !== undefined) {
          const end = await trouble(sink, fault, write, wait)
          if (end !== undefined) return end
        }
        write.part(sink, part, n)
        // A timer takes some milliseconds, however short.
        if (paceMs > 4 || n % 40 === 0) {
          if (!(await wait(paceMs * (0.6 + 0.8 * unitOf(hash(text.slice(0, 200)), n))))) return 'drop'
        }
        await sink.roomy()
      }
      write.end(sink)
      if (fault !== 'answer-no-done') sink.text(sse('[DONE]'))
      return 'end'
    },
  })
}

/** What goes wrong midway; what it returns ends the stream. */
async function trouble(
  sink: Sink,
  fault: FaultName,
  write: Writer,
  wait: (ms: number) => Promise<boolean>,
): Promise<StreamEnd | undefined> {
  switch (fault) {
    case 'answer-error-inside':
      sink.text(sse(JSON.stringify({ error: { message: 'NPU out of memory. Tried to allocate 2.00 GiB', code: 500 } })))
      return 'end'
    case 'answer-breaks-off':
      sink.text('data: {"choices":[{"delta":{"content":"cut ')
      sink.bytes(cutCharacter)
      return 'drop'
    case 'answer-ends-early':
      return 'end'
    case 'answer-odd':
      sink.text(sse('{"choices":[]}'))
      sink.text(sse('{"choices":[null]}'))
      sink.text(sse('{"choices":[{"delta":null}]}'))
      sink.text(sse('{"choices":[{"delta":{"content":null,"role":null}}],"usage":{"completion_tokens":"many"}}'))
      sink.text(sse('{"choices":[{"delta":{"content":NaN}}]}'))
      return undefined
    case 'answer-tools':
      write.tool(sink, 0, 'get_weather', '')
      write.tool(sink, 0, '', '{"city": "Bei')
      write.tool(sink, 0, '', 'jing", "days": 3}')
      return undefined
    case 'answer-silent':
      return (await wait(90_000)) ? undefined : 'drop'
    default:
      return undefined
  }
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
  const delta = (sink: Sink, change: OpenAiDelta) =>
    chunk(sink, { choices: [{ delta: change, text: null, finish_reason: null }] })
  return stream(request, ctx, asked, {
    thought: (sink, part) => delta(sink, { reasoning_content: part }),
    part: (sink, part) => delta(sink, { content: part }),
    tool: (sink, index, name, text) =>
      delta(sink, { tool_calls: [{ index, function: { name: name || null, arguments: text } }] }),
    end: (sink) => chunk(sink, { choices: [{ delta: {}, text: null, finish_reason: reason }], ...usageOf(asked) }),
  })
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
  return stream(request, ctx, asked, {
    thought: (sink, part) => chunk(sink, { choices: [{ text: part, finish_reason: null }] }),
    part: (sink, part) => chunk(sink, { choices: [{ text: part, finish_reason: null }] }),
    tool: () => undefined,
    end: (sink) => chunk(sink, { choices: [{ text: '', finish_reason: reason }], ...usageOf(asked) }),
  })
}

type OpenAiDelta = NonNullable<NonNullable<NonNullable<OpenAiChunkWire['choices']>[number]>['delta']>

function usageOf({ usage, fault }: Asked): Pick<OpenAiChunkWire, 'usage'> {
  return fault === 'answer-odd' ? {} : { usage }
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
  return stream(request, ctx, asked, {
    thought: (sink, part) => event(sink, { type: 'content_block_delta', delta: { thinking: part } }),
    part: (sink, part, n) => {
      if (n === 0) {
        const begun = { input_tokens: usage.input_tokens, output_tokens: 0 }
        event(sink, { type: 'message_start', message: { usage: begun } })
      }
      event(sink, { type: 'content_block_delta', delta: { text: part } })
    },
    tool: (sink, index, name, text) =>
      name === ''
        ? event(sink, { type: 'content_block_delta', index, delta: { partial_json: text } })
        : event(sink, { type: 'content_block_start', index, content_block: { type: 'tool_use', name } }),
    end: (sink) => {
      event(sink, { type: 'message_delta', delta: { stop_reason: stop }, usage })
      if (asked.fault !== 'answer-no-done') event(sink, { type: 'message_stop' })
    },
  })
}

async function embed(request: Request, ctx: XwContext): Promise<Response> {
  const body = await bodyOf(request)
  const model = textIn(body, 'model')
  if (!route(model, ctx)) return noInstance('openai', model)
  const fault = takeFault(ctx)
  const refused = refusedBy(fault, 'openai', model)
  if (refused) return refused
  const inputs: unknown[] = Array.isArray(body['input']) ? body['input'] : [body['input'] ?? '']
  const isOdd = fault === 'answer-vectors'
  const data = inputs.map((input, index) => ({
    index,
    embedding: Array.from({ length: isOdd && index > 0 ? 24 : 32 }, (_, i) =>
      isOdd && index > 0 && i < 3 ? null : Number((unit(String(input), i) * 2 - 1).toFixed(6)),
    ),
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
  const { parts } = answerTo(textIn(body, 'input'), findModel(instance.modelId), instance.modelId)
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
