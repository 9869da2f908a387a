import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import * as client from './clientInference.ts'
import { keyOf } from './queries.ts'
import type { InferenceHealth } from './schema/inference.ts'

export function inferenceHealth(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'inference-health')],
    queryFn: ({ signal }) => client.inferenceHealth(at, signal),
    refetchInterval: cadence<InferenceHealth>({ still: 30_000 }),
  })
}

export function run(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'run')],
    mutationFn: (request: Parameters<typeof client.run>[1]) => client.run(at, request),
  })
}

export function chatCompletion(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'chat')],
    mutationFn: (request: Parameters<typeof client.chatCompletions>[1]) => client.chatCompletions(at, request),
  })
}

export function completion(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'completion')],
    mutationFn: (request: Parameters<typeof client.completions>[1]) => client.completions(at, request),
  })
}

export function message(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'message')],
    mutationFn: (request: Parameters<typeof client.messages>[1]) => client.messages(at, request),
  })
}

export function embeddings(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'embeddings')],
    mutationFn: (request: Parameters<typeof client.embeddings>[1]) => client.embeddings(at, request),
  })
}

export function countTokens(at: Endpoint) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'count-tokens')],
    mutationFn: (request: Parameters<typeof client.countTokens>[1]) => client.countTokens(at, request),
  })
}
