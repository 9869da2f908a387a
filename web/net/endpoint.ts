/**
 * One server that the console talks to.
 *
 * `id` is unique within its `kind`, goes into URLs and query keys; `label` is what people read.
 * `baseUrl` has no trailing slash and may be relative: it is resolved against the document's base,
 * so that one build works under any sub-path.
 */
export interface Endpoint {
  readonly kind: string
  readonly id: string
  readonly label: string
  readonly baseUrl: string
  /** The tenant that gpuf-s wants named in every call; absent for servers without tenants. */
  readonly userId?: string
}
