import { createContext } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'

/** The servers of which the page itself says when they do not answer: its parts need not. */
export const ToldAbove = createContext<readonly Endpoint[]>([])
