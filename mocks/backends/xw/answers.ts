import type { CatalogueModel } from '../../sim/catalogue.ts'

/** What a mocked model says, in the pieces in which it says it. */
export interface MockAnswer {
  readonly thinking: readonly string[]
  /** `tags`: the thinking stands in the text, as `<think>…</think>`; `field`: beside it. */
  readonly thinkingForm: 'tags' | 'field'
  readonly parts: readonly string[]
}

const chinese = /[\u4e00-\u9fff]/

/** An answer of no wisdom but of steady length, in the language of the question. */
export function answerTo(question: string, model: CatalogueModel | undefined, name: string): MockAnswer {
  const inChinese = chinese.test(question)
  const long = /(\d{3,7}) *(?:characters|字)/.exec(question)?.[1]
  const thinks = model?.kind === 'reasoning' || /\bthink|思考/i.test(question)
  const isMarkdown = /markdown|table|code|表格|代码|列表/i.test(question)
  const text =
    long !== undefined
      ? ofLength(inChinese ? markdownZh : markdownEn, Number(long))
      : isMarkdown
        ? inChinese
          ? markdownZh
          : markdownEn
        : null
  return {
    thinking: thinks ? piecesOf(inChinese ? thoughtZh : thoughtEn) : [],
    thinkingForm: model?.family === 'deepseek' || model?.family === 'llama' ? 'tags' : 'field',
    parts: text === null ? plain(question, name, inChinese) : piecesOf(text),
  }
}

function plain(question: string, name: string, inChinese: boolean): readonly string[] {
  if (inChinese) {
    return [
      `这里是 ${name} 的模拟回答。`,
      '你问的是：',
      `“${question.slice(0, 60)}”。`,
      '真正的服务器',
      '会在这里',
      '逐字输出结果。',
    ]
  }
  return piecesOf(
    `This is a simulated answer of ${name}. You asked: "${question.slice(0, 80)}". A real server would write its answer here, a few tokens at a time.`,
  )
}

/** About a token each: a word with the blank behind it, or two Chinese characters. */
function piecesOf(text: string): readonly string[] {
  return text.match(/[\u3000-\u9fff\uff00-\uffef]{1,2}|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [text]
}

/** A text again and again, up to so many characters, in large pieces. */
export function ofLength(text: string, length: number): string {
  return `${text}\n\n`.repeat(Math.ceil(length / (text.length + 2))).slice(0, length)
}

const thoughtEn =
  'The user asks something simple. I should first see what is meant, then answer in one or two sentences. Nothing here needs a tool.\n\n'
const thoughtZh = '用户的问题很简单。先弄清楚意思，再用一两句话回答。这里不需要调用工具。\n\n'

const markdownEn = `## Three ways to free memory

Some **bold** words, some *emphasis*, a bit of \`inline code\` and a [link](https://example.org/docs).

1. Lower \`max_concurrent\`
2. Use a quantized model
   - int8 halves the weights
   - int4 halves them again
3. Take more chips

| model | weights | chips |
|---|---:|---:|
| qwen3-8b | 16.4 GB | 1 |
| qwen3-32b | 65.5 GB | 2 |
| deepseek-r1-distill-llama-70b | 141.1 GB | 4 |

\`\`\`python
import requests

response = requests.post("http://npu-01:11581/v1/chat/completions", json={"model": "chat"})
print(response.json()["choices"][0]["message"]["content"])
\`\`\`

> A picture: ![a chart](https://example.org/chart.png)

<b>HTML stays text</b>, and [this](javascript:alert(1)) is no link.`

const markdownZh = `## 释放显存的三种方法

一些**加粗**的文字、一些*强调*、一段\`行内代码\`和一个[链接](https://example.org/docs)。

1. 降低 \`max_concurrent\`
2. 使用量化模型
   - int8 权重减半
   - int4 再减半
3. 使用更多芯片

| 模型 | 权重 | 芯片数 |
|---|---:|---:|
| qwen3-8b | 16.4 GB | 1 |
| qwen3-32b | 65.5 GB | 2 |

\`\`\`bash
curl http://npu-01:11581/v1/health
\`\`\`

> 图片：![图表](https://example.org/chart.png)`

/** As `piecesOf`, for what must not take an hour. */
export function chunksOf(text: string, length: number): readonly string[] {
  return text.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? []
}

/** The code of a Chinese character, of which a cut leaves two of three bytes. */
export const cutCharacter = new TextEncoder().encode('中').subarray(0, 2)
