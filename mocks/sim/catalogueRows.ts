/** One line of the catalogue: the ids, sources and figures are those of the real models. */
export interface CatalogueRow {
  readonly id: string
  readonly source: string
  /** billions of parameters */
  readonly parameters: number
  /** real size on disk, GiB */
  readonly gib: number
  readonly context: number
  readonly embedding: number
  readonly architecture: string
  readonly family: string
  readonly kind: (typeof kinds)[number]
  readonly licence: (typeof licences)[number]
  readonly quantization: string
  /** config keys of the cards it runs on */
  readonly cards: readonly string[]
}

const kinds = ['chat', 'reasoning', 'code', 'vision', 'embedding', 'rerank'] as const
const licences = ['apache', 'mit', 'community'] as const

const cards: Readonly<Record<string, readonly string[]>> = {
  all: ['ascend-910b', 'ascend-910c', 'ascend-310p', 'metax-c550'],
  big: ['ascend-910b', 'ascend-910c', 'metax-c550'],
  ascend: ['ascend-910b', 'ascend-910c'],
  huge: ['ascend-910c'],
}

// id, source, billions of parameters, GiB, context, embedding, architecture, family, kind, licence, cards, quantization
const table = `
qwen3-0.6b Qwen/Qwen3-0.6B 0.6 1.4 40960 1024 Qwen3ForCausalLM qwen3 chat apache all
qwen3-1.7b Qwen/Qwen3-1.7B 1.7 3.8 40960 2048 Qwen3ForCausalLM qwen3 chat apache all
qwen3-4b Qwen/Qwen3-4B 4 7.5 40960 2560 Qwen3ForCausalLM qwen3 chat apache all
qwen3-8b Qwen/Qwen3-8B 8.2 15.3 40960 4096 Qwen3ForCausalLM qwen3 chat apache all
qwen3-14b Qwen/Qwen3-14B 14.8 27.5 40960 5120 Qwen3ForCausalLM qwen3 chat apache all
qwen3-32b Qwen/Qwen3-32B 32.8 61.0 40960 5120 Qwen3ForCausalLM qwen3 chat apache big
qwen3-30b-a3b Qwen/Qwen3-30B-A3B 30.5 56.9 40960 2048 Qwen3MoeForCausalLM qwen3 chat apache big
qwen3-235b-a22b Qwen/Qwen3-235B-A22B 235 438.0 40960 4096 Qwen3MoeForCausalLM qwen3 chat apache huge
qwen3-coder-30b-a3b-instruct Qwen/Qwen3-Coder-30B-A3B-Instruct 30.5 56.9 262144 2048 Qwen3MoeForCausalLM qwen3 code apache big
qwen3-embedding-0.6b Qwen/Qwen3-Embedding-0.6B 0.6 1.1 32768 1024 Qwen3ForCausalLM qwen3 embedding apache all
qwen3-embedding-8b Qwen/Qwen3-Embedding-8B 7.6 14.1 32768 4096 Qwen3ForCausalLM qwen3 embedding apache all
qwen3-reranker-0.6b Qwen/Qwen3-Reranker-0.6B 0.6 1.1 32768 1024 Qwen3ForCausalLM qwen3 rerank apache all
qwen3-vl-8b-instruct Qwen/Qwen3-VL-8B-Instruct 8.8 16.3 262144 4096 Qwen3VLForConditionalGeneration qwen3-vl vision apache big
qwen2.5-0.5b-instruct Qwen/Qwen2.5-0.5B-Instruct 0.5 0.9 32768 896 Qwen2ForCausalLM qwen2 chat apache all
qwen2.5-7b-instruct Qwen/Qwen2.5-7B-Instruct 7.6 14.2 32768 3584 Qwen2ForCausalLM qwen2 chat apache all
qwen2.5-14b-instruct Qwen/Qwen2.5-14B-Instruct 14.7 27.5 32768 5120 Qwen2ForCausalLM qwen2 chat apache all
qwen2.5-32b-instruct Qwen/Qwen2.5-32B-Instruct 32.5 61.0 32768 5120 Qwen2ForCausalLM qwen2 chat apache big
qwen2.5-72b-instruct Qwen/Qwen2.5-72B-Instruct 72.7 135.4 32768 8192 Qwen2ForCausalLM qwen2 chat community big
qwen2.5-72b-instruct-gptq-int4 Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4 72.7 38.7 32768 8192 Qwen2ForCausalLM qwen2 chat community big GPTQ-Int4
qwen2.5-coder-7b-instruct Qwen/Qwen2.5-Coder-7B-Instruct 7.6 14.2 32768 3584 Qwen2ForCausalLM qwen2 code apache all
qwen2.5-vl-7b-instruct Qwen/Qwen2.5-VL-7B-Instruct 8.3 15.5 128000 3584 Qwen2_5_VLForConditionalGeneration qwen2.5-vl vision apache big
qwen2.5-vl-32b-instruct Qwen/Qwen2.5-VL-32B-Instruct 33.5 62.4 128000 5120 Qwen2_5_VLForConditionalGeneration qwen2.5-vl vision apache ascend
qwq-32b Qwen/QwQ-32B 32.8 61.0 131072 5120 Qwen2ForCausalLM qwen2 reasoning apache big
deepseek-r1-distill-qwen-1.5b deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B 1.8 3.3 131072 1536 Qwen2ForCausalLM qwen2 reasoning mit all
deepseek-r1-distill-qwen-7b deepseek-ai/DeepSeek-R1-Distill-Qwen-7B 7.6 14.2 131072 3584 Qwen2ForCausalLM qwen2 reasoning mit all
deepseek-r1-distill-qwen-14b deepseek-ai/DeepSeek-R1-Distill-Qwen-14B 14.8 27.5 131072 5120 Qwen2ForCausalLM qwen2 reasoning mit all
deepseek-r1-distill-qwen-32b deepseek-ai/DeepSeek-R1-Distill-Qwen-32B 32.8 61.0 131072 5120 Qwen2ForCausalLM qwen2 reasoning mit big
deepseek-r1-distill-llama-8b deepseek-ai/DeepSeek-R1-Distill-Llama-8B 8 15.0 131072 4096 LlamaForCausalLM llama reasoning mit all
deepseek-r1-distill-llama-70b deepseek-ai/DeepSeek-R1-Distill-Llama-70B 70.6 131.4 131072 8192 LlamaForCausalLM llama reasoning mit big
glm-4-9b-chat ZhipuAI/glm-4-9b-chat-hf 9.4 17.5 131072 4096 GlmForCausalLM glm chat community all
glm-4-32b-0414 ZhipuAI/GLM-4-32B-0414 32.6 60.7 32768 6144 Glm4ForCausalLM glm chat mit big
glm-4.5-air ZhipuAI/GLM-4.5-Air 110 205.8 131072 4096 Glm4MoeForCausalLM glm reasoning mit huge
llama-3.1-8b-instruct LLM-Research/Meta-Llama-3.1-8B-Instruct 8 15.0 131072 4096 LlamaForCausalLM llama chat community all
llama-3.3-70b-instruct LLM-Research/Llama-3.3-70B-Instruct 70.6 131.4 131072 8192 LlamaForCausalLM llama chat community big
baichuan2-7b-chat baichuan-inc/Baichuan2-7B-Chat 7.5 14.0 4096 4096 BaichuanForCausalLM baichuan chat community all
baichuan2-13b-chat baichuan-inc/Baichuan2-13B-Chat 13.9 25.9 4096 5120 BaichuanForCausalLM baichuan chat community big
internlm2_5-7b-chat Shanghai_AI_Laboratory/internlm2_5-7b-chat 7.7 14.4 32768 4096 InternLM2ForCausalLM internlm2 chat apache all
internlm3-8b-instruct Shanghai_AI_Laboratory/internlm3-8b-instruct 8.8 16.4 32768 4096 InternLM3ForCausalLM internlm3 chat apache all
minicpm3-4b OpenBMB/MiniCPM3-4B 4.1 7.6 32768 2560 MiniCPM3ForCausalLM minicpm chat apache all
minicpm-v-2_6 OpenBMB/MiniCPM-V-2_6 8.1 15.1 32768 3584 MiniCPMV minicpm vision community big
glm-4.6 ZhipuAI/GLM-4.6 357 664.6 202752 5120 Glm4MoeForCausalLM glm reasoning mit huge
qwen3-reranker-8b Qwen/Qwen3-Reranker-8B 8.2 15.3 32768 4096 Qwen3ForCausalLM qwen3 rerank apache all
bge-m3 BAAI/bge-m3 0.57 2.1 8192 1024 XLMRobertaModel bge embedding mit all
bge-reranker-v2-m3 BAAI/bge-reranker-v2-m3 0.57 2.1 8192 1024 XLMRobertaForSequenceClassification bge rerank apache all
`

export const catalogueRows: readonly CatalogueRow[] = table.trim().split('\n').map(rowOf)

function rowOf(line: string): CatalogueRow {
  const [id = '', source = '', parameters, gib, context, embedding, architecture = '', family = '', ...rest] =
    line.split(' ')
  const [kind, licence, runsOn = 'all', quantization = ''] = rest
  return {
    id,
    source,
    parameters: Number(parameters),
    gib: Number(gib),
    context: Number(context),
    embedding: Number(embedding),
    architecture,
    family,
    kind: kinds.find((one) => one === kind) ?? 'chat',
    licence: licences.find((one) => one === licence) ?? 'community',
    quantization,
    cards: cards[runsOn] ?? [],
  }
}
