import { queryOptions } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import * as client from './clientInference.ts'
import { keyOf } from './queries.ts'
import type { CountTokensRequest } from './schema/inference.ts'

/** Texts as vectors. Asked once a `round`: computing them anew without being told to would use the cards for nothing. */
export function embeddingsOf(at: Endpoint, model: string, texts: readonly string[], round: number) {
  return queryOptions({
    queryKey: [...keyOf(at, 'embeddings'), model, texts, round],
    queryFn: ({ signal }) => client.embeddings(at, { model, input: texts }, signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
}

/** How many tokens a request in Anthropic's form would have. Asked only when told to. */
export function tokenCount(at: Endpoint, request: CountTokensRequest) {
  return queryOptions({
    queryKey: [...keyOf(at, 'count-tokens'), request],
    queryFn: ({ signal }) => client.countTokens(at, request, signal),
    enabled: false,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
}
