import type { Endpoint } from '@/net/endpoint.ts'

/** Something between this browser and the servers that no single answer shows. */
export type Finding =
  /** Connections of config.json that lead to one server: the first of them is used. */
  | { readonly kind: 'same-server'; readonly name: string; readonly servers: readonly Endpoint[] }
  /** Servers that call themselves alike, but are not one. */
  | { readonly kind: 'same-name'; readonly name: string; readonly servers: readonly Endpoint[] }
  /** A connection whose server calls itself by the name of another connection. */
  | { readonly kind: 'other-name'; readonly at: Endpoint; readonly other: Endpoint }
  /** Another server answers there than the one that was shown; the first change to it is not sent. */
  | { readonly kind: 'changed-name'; readonly at: Endpoint; readonly was: string; readonly now: string }
  /** `offsetMs`: how far ahead of this browser. */
  | { readonly kind: 'clock'; readonly at: Endpoint; readonly offsetMs: number }
  | { readonly kind: 'browser-clock'; readonly offsetMs: number }
  /** Something in front of it keeps the events of streams back. */
  | { readonly kind: 'buffered'; readonly at: Endpoint }
  /** The browser has no connection left for this console's origin. */
  | { readonly kind: 'no-connection'; readonly streams: number; readonly tabs: number }
